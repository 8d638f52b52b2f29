// How group normalisation is laid out: a workgroup owns a slab of whole groups of one image, neighbouring invocations
// on neighbouring channels (so that reads are contiguous), rows of invocations on its pixels. What differs from layer to
// layer is read from the program's sizes: a network has norms of ten shapes, and each program takes drivers a quarter of
// a second to compile.
import { lines, vectorOf, type Vector } from '../wgsl';

export interface GroupNormShape {
  readonly batch: number;
  readonly pixels: number;
  readonly channels: number;
  readonly groups: number;
  readonly silu: boolean;
  /** A scale and a shift of every image and channel follow gamma and beta. */
  readonly modulated: boolean;
}

const invocations = 256;
const mostRows = 64;
const enoughWorkgroups = 64;

export interface Slab {
  /** Channels of a slab: whole groups, whole vectors. */
  readonly size: number;
  readonly vector: Vector;
  readonly perGroup: number;
  /** Invocations side by side on a slab's channels. */
  readonly lanes: number;
  /** Invocations one below the other on its pixels. */
  readonly rows: number;
}

/** The widest slab up to 32 channels (128 bytes) that still gives the GPU enough workgroups, 8 channels at least. */
export function slabOf({ batch, pixels, channels, groups }: GroupNormShape): Slab {
  const perGroup = channels / groups;
  const vector = vectorOf(channels);
  const fitting = Array.from({ length: groups }, (_, i) => (i + 1) * perGroup).filter(
    (size) => channels % size === 0 && size % vector.width === 0,
  );
  const enough = fitting.filter((size) => (batch * channels) / size >= enoughWorkgroups && size <= 32);
  const size = enough.at(-1) ?? fitting.find((s) => s >= 8) ?? channels;
  const lanes = size / vector.width;
  if (lanes > invocations) {
    throw new RangeError(`groupNorm: groups of ${perGroup} channels are wider than ${invocations} vectors`);
  }
  const turns = Math.ceil(pixels / Math.min(mostRows, Math.floor(invocations / lanes)));
  return { size, vector, perGroup, lanes, rows: Math.ceil(pixels / turns) };
}

/** What the WGSL of a slab reads as `size.…`. */
export const slabSizes = ({ size, perGroup, lanes, rows }: Slab, { pixels, channels }: GroupNormShape) => ({
  pixels,
  channels,
  slab: size,
  perGroup,
  lanes,
  rows,
});

/** WGSL: workgroup arrays of a number for each channel of a slab; all usual slabs share one program. */
export function channelArrays({ size }: Slab, names: readonly string[]): string {
  const room = Math.max(32, 2 ** Math.ceil(Math.log2(size)));
  return lines(names, (name) => `var<workgroup> ${name} : array<f32, ${room}>;`);
}

/** WGSL: the workgroup's arrays that {@link sumRows} goes through. */
export const rowArrays = ({ vector: { type } }: Slab, names: readonly string[]): string =>
  lines(names, (name) => `var<workgroup> ${name}s : array<${type}, ${invocations}>;`);

/**
 * WGSL: adds the variables `a` and `b` up over the rows through the workgroup's arrays `<a>s` and `<b>s`; then the
 * invocations of row 0 run `use`. One short loop: anything cleverer costs drivers twice the time to compile.
 */
export const sumRows = ({
  a,
  b,
  use,
}: {
  readonly a: string;
  readonly b: string;
  readonly use: string;
}): string => `
  ${a}s[invocation] = ${a}; ${b}s[invocation] = ${b};
  workgroupBarrier();
  if (row == 0u) {
    for (var at = lane + size.lanes; at < size.rows * size.lanes; at += size.lanes) { ${a} += ${a}s[at]; ${b} += ${b}s[at]; }
    ${use}
  }
  workgroupBarrier();`;

/** WGSL: `body` for every channel `c` of the slab, shared out among the invocations. */
export const eachChannel = (body: string): string => `
  for (var c = invocation; c < size.slab; c += ${invocations}u) {
    let slabChannel = workgroup.x * size.slab + c;
    let at = image * size.channels + slabChannel;
    let group = c - c % size.perGroup;
    let groupEnd = group + size.perGroup;
    ${body}
  }
  workgroupBarrier();`;

/**
 * WGSL: the entry point, left open. Where an invocation stands; its pixels are start, start + step … below end, in
 * vectors of x: none for those beyond the last row.
 */
export const slabEntry = ({ vector: { width } }: Slab): string => `
@compute @workgroup_size(${invocations})
fn main(@builtin(workgroup_id) workgroup : vec3u, @builtin(local_invocation_index) invocation : u32) {
  let lane = invocation % size.lanes;
  let row = invocation / size.lanes;
  let local = lane * ${width}u;
  let channel = workgroup.x * size.slab + local;
  let image = workgroup.y;
  let first = (image * size.pixels * size.channels + channel) / ${width}u;
  let end = first + size.pixels * size.channels / ${width}u;
  let step = size.rows * size.channels / ${width}u;
  let start = select(end, first + row * size.channels / ${width}u, row < size.rows);`;

/** One workgroup a slab of an image. */
export const slabWorkgroups = (slab: Slab, shape: GroupNormShape): [number, number, number] => [
  shape.channels / slab.size,
  shape.batch,
  1,
];

/**
 * Vectors of four that the forward pass leaves for the gradient, for every image and channel: (mean, 1/σ, gain, offset) of
 * y = (x − mean)/σ · gain + offset; with modulation then (gamma, beta, 1 + scale, 0).
 */
export const coefficientsOf = ({ modulated }: GroupNormShape): number => (modulated ? 2 : 1);
