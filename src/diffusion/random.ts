// Seeded randomness without state: Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as
// 1, 2, 3"). A number is a function of its address alone, so that a shader and this file give the same ones.
//
// The layout, for whoever writes it again in WGSL (all arithmetic in u32):
//   key     = (seed, stream)
//   counter = (index >> 2, step, 0, 0), and word = philox(key, counter)[index & 3]
//   uniform = (f32(word >> 9) + 0.5) · 2⁻²³, which f32 holds exactly, in the open interval (0, 1)
//   normal  = Box–Muller on the uniforms u₀…u₃ of one counter:
//             index & 3 = 0: √(−2 ln u₀) · cos 2πu₁      1: √(−2 ln u₀) · sin 2πu₁
//                         2: √(−2 ln u₂) · cos 2πu₃      3: √(−2 ln u₂) · sin 2πu₃
//   integer below n = high word of word · n

/** What a stream of numbers is for: different purposes never share numbers under one seed. */
export const streams = {
  initialNoise: 1,
  samplerNoise: 2,
  trainingNoise: 3,
  timesteps: 4,
  labels: 5,
  order: 6,
  flips: 7,
  dropout: 8,
  weights: 9,
  corruption: 10,
  forwardNoise: 11,
  inpainting: 12,
  pairs: 13,
} as const;

/** Where numbers are drawn from; each part is an unsigned 32-bit integer. */
export interface Address {
  readonly seed: number;
  /** One of {@link streams}, or any other number for a private purpose. */
  readonly stream: number;
  /** Training step, stage of a sampler, epoch; 0 when left out. */
  readonly step?: number;
}

export type Words = readonly [number, number, number, number];

/** High 32 bits of the product of two u32, by 16-bit halves: what `Math.imul` leaves out. */
function multiplyHigh(a: number, b: number): number {
  const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const cross = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + (middle >>> 16) + (cross >>> 16)) >>> 0;
}

/** Philox4x32 with 10 rounds: four u32 words out of a key of two and a counter of four. */
export function philox(key: readonly [number, number], counter: Words): Words {
  let [k0, k1] = [key[0] >>> 0, key[1] >>> 0];
  let [c0, c1, c2, c3] = [counter[0] >>> 0, counter[1] >>> 0, counter[2] >>> 0, counter[3] >>> 0];
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0) >>> 0;
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2) >>> 0;
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1, (high0 ^ c3 ^ k1) >>> 0, low0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** The four words that hold the numbers 4·block … 4·block + 3 of an address. */
const wordsAt = ({ seed, stream, step = 0 }: Address, block: number): Words =>
  philox([seed, stream], [block, step, 0, 0]);

const toUniform = (word: number): number => ((word >>> 9) + 0.5) * 2 ** -23;

const toUniforms = (words: Words): Words => [
  toUniform(words[0]),
  toUniform(words[1]),
  toUniform(words[2]),
  toUniform(words[3]),
];

function toGaussians(words: Words): Words {
  const [u0, u1, u2, u3] = toUniforms(words);
  const [radius, otherRadius] = [Math.sqrt(-2 * Math.log(u0)), Math.sqrt(-2 * Math.log(u2))];
  const [angle, otherAngle] = [2 * Math.PI * u1, 2 * Math.PI * u3];
  return [
    radius * Math.cos(angle),
    radius * Math.sin(angle),
    otherRadius * Math.cos(otherAngle),
    otherRadius * Math.sin(otherAngle),
  ];
}

function fill(count: number, valuesAt: (block: number) => Words, first = 0): Float64Array {
  const values = new Float64Array(count);
  for (let start = -(first % 4); start < count; start += 4) {
    const four = valuesAt((first + start) / 4);
    for (let lane = Math.max(0, -start); lane < 4 && start + lane < count; lane++)
      values[start + lane] = four[lane] ?? Number.NaN;
  }
  return values;
}

/** Numbers first … first + count − 1 of an address, uniform in the open interval (0, 1). */
export const uniforms = (address: Address, count: number, first = 0): Float64Array =>
  fill(count, (block) => toUniforms(wordsAt(address, block)), first);

/** Numbers first … first + count − 1 of an address, standard normal. */
export const gaussians = (address: Address, count: number, first = 0): Float64Array =>
  fill(count, (block) => toGaussians(wordsAt(address, block)), first);

/** One number of {@link uniforms}. */
export const uniform = (address: Address, index: number): number =>
  toUniforms(wordsAt(address, index >>> 2))[index & 3] ?? Number.NaN;

/** One number of {@link gaussians}. */
export const gaussian = (address: Address, index: number): number =>
  toGaussians(wordsAt(address, index >>> 2))[index & 3] ?? Number.NaN;

/** A permutation of 0 … count − 1 (Fisher–Yates). */
export function permutation(address: Address, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const words = fill(count, (block) => wordsAt(address, block));
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(((words[last] ?? 0) * (last + 1)) / 2 ** 32);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

/** The order in which an epoch (from 0) goes through a data set of `count` images. */
export const epochOrder = (seed: number, epoch: number, count: number): Uint32Array =>
  permutation({ seed, stream: streams.order, step: epoch }, count);
