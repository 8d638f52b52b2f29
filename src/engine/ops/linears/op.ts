// Several linear layers of one input on our own kernels: one dispatch forward and two backward where the parameters lie
// in one buffer, as a model's do in training; else each layer by itself.
import { engine, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { LabError } from '../../../lab/errors';
import type { BufferView } from '../../gpu/bufferView';
import type { GpuRuntime } from '../../gpu/runtime';
import type { ConvolutionContext } from '../conv2d/gradients';
import { differentiableParts } from '../differentiable';
import { weightGradientProgram } from '../linear/gradient';
import { linear, manyRows } from '../linear/op';
import type { LinearParameters } from '../ops';
import { packed, type LinearsShape, type Places } from './layout';
import { linearsInputGradientProgram, linearsParameterGradientProgram, linearsProgram } from './programs';

/** See {@link Ops.linears}. */
export function linears(
  context: ConvolutionContext,
  x: Tensor2D,
  layers: readonly LinearParameters[],
): Tensor2D[] {
  const { runtime } = context;
  const [rows, inputs] = x.shape;
  const parameters = placesOf(runtime, layers);
  if (!parameters || rows >= manyRows) {
    return layers.map(({ weight, bias }) => linear(context, x, weight, bias));
  }
  const { buffer, places } = parameters;
  const shape: LinearsShape = { rows, inputs, outputs: layers.map(({ bias }) => bias.size) };
  const room = (): Tensor => runtime.tensor(runtime.empty([packed(shape).total]));
  const whole = room();
  const results = viewsOf(runtime, shape, whole).map((view, i) => {
    const result = runtime.view(view, [rows, shape.outputs[i] ?? 0]);
    return result as Tensor2D;
  });
  // Their gradients come packed in the same way, where kernels write them straight to their place.
  const back = engine().state.gradientDepth > 0 ? room() : null;
  if (back) {
    const views = viewsOf(runtime, shape, back);
    results.forEach((result, i) => {
      const view = views[i];
      if (view) runtime.gradients.place(result, view);
    });
  }
  return differentiableParts<Tensor2D, readonly Tensor[]>({
    inputs: [x, ...layers.flatMap(({ weight, bias }) => [weight, bias])],
    forward: () => {
      runtime.dispatch(linearsProgram(shape, places), [x, { buffer }, whole]);
      return { values: results, saved: [x, whole, ...(back ? [back] : [])] };
    },
    gradients: (dys, [savedX, , dy]) => {
      if (!savedX || !dy) throw new LabError('internal', 'Linear layers were run without a tape.');
      const views = viewsOf(runtime, shape, dy);
      dys.forEach((given, i) => {
        const view = views[i];
        if (view) bring(runtime, given, view);
      });
      const dx = runtime.tensor(runtime.empty(x.shape));
      runtime.dispatch(linearsInputGradientProgram(shape, places), [dy, { buffer }, dx]);
      return [dx, ...parameterGradients(runtime, shape, layers, { x: savedX, dy, parts: dys })];
    },
  });
}

/** Where the results of the layers lie. */
function viewsOf(runtime: GpuRuntime, shape: LinearsShape, whole: Tensor): readonly BufferView[] {
  const { buffer, offset } = runtime.binding(whole);
  const { starts } = packed(shape);
  return shape.outputs.map((width, i) => ({
    buffer,
    offset: offset + 4 * (starts[i] ?? 0),
    size: 4 * shape.rows * width,
  }));
}

interface Found {
  readonly buffer: GPUBuffer;
  readonly places: Places;
}

/** The one buffer that holds all parameters, or null. */
function placesOf(runtime: GpuRuntime, layers: readonly LinearParameters[]): Found | null {
  return sharedBuffer(
    layers.map(({ weight }) => runtime.binding(weight)),
    layers.map(({ bias }) => runtime.binding(bias)),
    runtime.device.limits.maxStorageBufferBindingSize,
  );
}

function sharedBuffer(
  weight: readonly BufferView[],
  bias: readonly BufferView[],
  mostBytes: number,
): Found | null {
  const [first] = weight;
  if (!first || first.buffer.size > mostBytes) return null;
  if ([...weight, ...bias].some(({ buffer }) => buffer !== first.buffer)) return null;
  const floats = (views: readonly BufferView[]): number[] => views.map(({ offset }) => offset / 4);
  return { buffer: first.buffer, places: { weight: floats(weight), bias: floats(bias) } };
}

/** Copies a gradient that was not written to its place. */
function bring(runtime: GpuRuntime, given: Tensor, to: BufferView): void {
  const from = runtime.binding(given);
  if (from.buffer !== to.buffer || from.offset !== to.offset) runtime.copy({ ...from, size: to.size }, to);
}

/** [dweight, dbias] of each layer. */
function parameterGradients(
  runtime: GpuRuntime,
  shape: LinearsShape,
  layers: readonly LinearParameters[],
  { x, dy, parts }: { readonly x: Tensor; readonly dy: Tensor; readonly parts: readonly Tensor[] },
): Tensor[] {
  const weights = layers.map(({ weight }) => runtime.gradients.output(weight));
  const biases = layers.map(({ bias }) => runtime.gradients.output(bias));
  const found = sharedBuffer(
    weights.map((t) => runtime.binding(t)),
    biases.map((t) => runtime.binding(t)),
    runtime.device.limits.maxStorageBufferBindingSize,
  );
  if (found) {
    const program = linearsParameterGradientProgram(shape, found.places);
    runtime.dispatch(program, [x, dy, { buffer: found.buffer }]);
  } else {
    const { rows, inputs } = shape;
    layers.forEach((_, i) => {
      const [d, weight, bias] = [parts[i], weights[i], biases[i]];
      if (!d || !weight || !bias) return;
      const program = weightGradientProgram({ rows, inputs, outputs: bias.size, bias: true });
      runtime.dispatch(program, [x, d, weight, bias]);
    });
  }
  return weights.flatMap((weight, i) => [weight, biases[i] ?? weight]);
}
