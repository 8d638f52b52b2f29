// The border between the engine's layout of parameters and PyTorch's: nothing else in the engine knows the latter.
// See `ParameterSpec` for the layouts and for `parts`.
import type { Layout, ParameterSpec } from '../models/model';

/** One tensor as a checkpoint holds it: name, shape and which columns of our last axis it takes. */
export interface FileTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly part: number;
}

/** `axes[i]` is the axis of ours that becomes axis i of PyTorch's. */
const axesOf = {
  'as-is': null,
  // HWIO → OIHW; a transposed convolution's HWOI → IOHW is the same move.
  convolution: [3, 2, 0, 1],
  linear: [1, 0],
} satisfies Record<Layout, readonly number[] | null>;

/** The tensors of a checkpoint that a parameter is made of. */
export function fileTensors({ name, shape, layout, parts, fileShape }: ParameterSpec): FileTensor[] {
  const ours = partShape(shape, parts?.length ?? 1);
  const axes = axesOf[layout];
  const theirs = fileShape ?? (axes ? axes.map((axis) => ours[axis] ?? 0) : ours);
  return (parts ?? [name]).map((part, i) => ({ name: part, shape: theirs, part: i }));
}

/** PyTorch's values of one part, out of the engine's values of the whole parameter. */
export function toFile(spec: ParameterSpec, values: Float32Array, part: number): Float32Array {
  const theirs = new Float32Array(values.length / (spec.parts?.length ?? 1));
  walk(spec, part, (ours, file) => (theirs[file] = values[ours] ?? Number.NaN));
  return theirs;
}

/** Writes PyTorch's values of one part into the engine's values of the whole parameter. */
export function fromFile(spec: ParameterSpec, theirs: Float32Array, part: number, into: Float32Array): void {
  walk(spec, part, (ours, file) => (into[ours] = theirs[file] ?? Number.NaN));
}

const partShape = (shape: readonly number[], parts: number): number[] =>
  shape.map((side, axis) => (axis === shape.length - 1 ? side / parts : side));

/** Visits every element of a part with its place in our array and in PyTorch's. */
function walk(
  { shape, layout, parts }: ParameterSpec,
  part: number,
  visit: (ours: number, file: number) => void,
): void {
  const columns = shape.at(-1) ?? 1;
  const sides = partShape(shape, parts?.length ?? 1);
  const width = sides.at(-1) ?? 1;
  const axes = axesOf[layout] ?? sides.map((_, axis) => axis);
  const strides = new Array<number>(sides.length).fill(0);
  let stride = 1;
  for (const axis of axes.toReversed()) {
    strides[axis] = stride;
    stride *= sides[axis] ?? 1;
  }
  const index = new Array<number>(sides.length).fill(0);
  let file = 0;
  for (let i = 0; i < stride; i++) {
    visit(Math.floor(i / width) * columns + part * width + (i % width), file);
    for (let axis = sides.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      file += strides[axis] ?? 0;
      if (next < (sides[axis] ?? 1)) {
        index[axis] = next;
        break;
      }
      file -= next * (strides[axis] ?? 0);
      index[axis] = 0;
    }
  }
}
