// Times a convolution with several tilings on the device, beside nothing else.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sideBySide, type Work } from '../sideBySide';
import { filterGradientProgram } from './filterGradient';
import { forwardProgram } from './forward';
import { mapShape, type ConvolutionContext } from './gradients';
import { inputGradientProgram } from './inputGradient';
import type { AnyTiling, ConvolutionCase, ConvolutionTilings, FilterTiling, MapTiling } from './tiling';

/** About so many multiply-adds a measurement: 2 ms on a device of 1 TMAC/s. */
const multiplyAdds = 2e9;
const rounds = 2;

/**
 * Milliseconds of the work of one convolution for each tiling, the others being those in force; pipelines are compiled
 * before, in parallel. Reads and writes scratch memory only.
 */
export async function measureTilings(
  { runtime, tilings }: ConvolutionContext,
  work: ConvolutionCase,
  variants: readonly AnyTiling[],
  clock: () => number = () => performance.now(),
): Promise<number[]> {
  const { shape: s } = work;
  const weights = s.kernel ** 2 * s.inChannels * s.outChannels;
  const slices = [...variants, tilings.get('filterGradient', s)].map((t) => ('slices' in t ? t.slices : 1));
  const scratch: Scratch = {
    x: runtime.empty(mapShape(s, 'in')),
    y: runtime.empty(mapShape(s, 'out')),
    weights: runtime.empty([weights]),
    partials: runtime.empty([weights * Math.max(...slices)]),
    dx: runtime.empty(mapShape(s, 'in')),
  };
  // Real buffers: those that are allocated while compiling ahead are not.
  Object.values(scratch).forEach((tensor) => runtime.binding(tensor));
  const runs = variants.map((tiling) => worksOf(tilings, work, tiling, scratch));
  const dispatch = (works: readonly Work[]): void =>
    works.forEach(({ program, bindings }) => runtime.dispatch(program, bindings));
  await runtime.compileAhead(
    () => runs.forEach(dispatch),
    () => undefined,
  );
  const repeats = Math.max(
    1,
    Math.min(64, Math.round(multiplyAdds / (weights * s.batch * s.outHeight * s.outWidth))),
  );
  const times: number[] = [];
  for (const works of runs) {
    let least = Infinity;
    for (let round = 0; round < rounds; round++) {
      const start = clock();
      for (let i = 0; i < repeats; i++) dispatch(works);
      runtime.flush();
      await runtime.answers.workDone();
      least = Math.min(least, (clock() - start) / repeats);
    }
    times.push(least);
  }
  Object.values(scratch).forEach(({ dataId }) => runtime.backend.disposeData(dataId));
  return times;
}

type Scratch = Readonly<Record<'x' | 'y' | 'weights' | 'partials' | 'dx', TensorInfo>>;

const noSums = { of: 'dy', bias: false, channelAdd: false } as const;
const plain = { bias: false, channelAdd: false, residual: false, silu: false, keepSum: false };

function worksOf(
  tilings: ConvolutionTilings,
  { kind, shape }: ConvolutionCase,
  tiling: AnyTiling,
  { x, y, weights, partials, dx }: Scratch,
): Work[] {
  const ofFilter = (tiling: FilterTiling): Work => ({
    program: filterGradientProgram(shape, noSums, tiling),
    bindings: [x, y, partials],
  });
  const ofInput = (tiling: MapTiling): Work => ({
    program: inputGradientProgram(shape, { bias: false, addend: false }, tiling),
    bindings: [y, weights, dx],
  });
  if ('together' in tiling) {
    const [map, filter] = [tilings.get('inputGradient', shape), tilings.get('filterGradient', shape)];
    const works: [Work, Work] = [ofInput(map), ofFilter(filter)];
    const paired = tiling.together && map.lanes === filter.lanes;
    return paired ? [sideBySide(...works, map.lanes)] : works;
  }
  if ('slices' in tiling) return [ofFilter(tiling)];
  if (kind === 'inputGradient') return [ofInput(tiling)];
  return [{ program: forwardProgram(shape, plain, tiling), bindings: [x, weights, y] }];
}
