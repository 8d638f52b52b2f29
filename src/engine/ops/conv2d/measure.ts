// Times a convolution with several tilings on the device, beside nothing else.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { GpuRuntime, Program } from '../../gpu/runtime';
import { filterGradientProgram } from './filterGradient';
import { forwardProgram } from './forward';
import { mapShape } from './gradients';
import { inputGradientProgram } from './inputGradient';
import type { ConvolutionCase, FilterTiling, MapTiling } from './tiling';

/** About so many multiply-adds a measurement: 2 ms on a device of 1 TMAC/s. */
const multiplyAdds = 2e9;
const rounds = 2;

/**
 * Milliseconds of one dispatch for each tiling; pipelines are compiled before, in parallel.
 * Reads and writes scratch memory only.
 */
export async function measureTilings(
  runtime: GpuRuntime,
  work: ConvolutionCase,
  tilings: readonly (MapTiling | FilterTiling)[],
  clock: () => number = () => performance.now(),
): Promise<number[]> {
  const { shape: s } = work;
  const weights = s.kernel ** 2 * s.inChannels * s.outChannels;
  const slices = tilings.map((tiling) => ('slices' in tiling ? tiling.slices : 1));
  const scratch = {
    x: runtime.empty(mapShape(s, 'in')),
    y: runtime.empty(mapShape(s, 'out')),
    weights: runtime.empty([weights * Math.max(...slices)]),
  };
  // Real buffers: those that are allocated while compiling ahead are not.
  Object.values(scratch).forEach((tensor) => runtime.binding(tensor));
  const runs = tilings.map((tiling) => toRun(work, tiling, scratch));
  await runtime.compileAhead(
    () => runs.forEach(({ program, bindings }) => runtime.dispatch(program, bindings)),
    () => undefined,
  );
  const repeats = Math.max(
    1,
    Math.min(64, Math.round(multiplyAdds / (weights * s.batch * s.outHeight * s.outWidth))),
  );
  const times: number[] = [];
  for (const { program, bindings } of runs) {
    let least = Infinity;
    for (let round = 0; round < rounds; round++) {
      const start = clock();
      for (let i = 0; i < repeats; i++) runtime.dispatch(program, bindings);
      runtime.flush();
      await runtime.answers.workDone();
      least = Math.min(least, (clock() - start) / repeats);
    }
    times.push(least);
  }
  Object.values(scratch).forEach(({ dataId }) => runtime.backend.disposeData(dataId));
  return times;
}

interface Run {
  readonly program: Program;
  readonly bindings: readonly TensorInfo[];
}

function toRun(
  { kind, shape }: ConvolutionCase,
  tiling: MapTiling | FilterTiling,
  { x, y, weights }: Readonly<Record<'x' | 'y' | 'weights', TensorInfo>>,
): Run {
  if ('slices' in tiling) {
    const nothing = { of: 'dy', bias: false, channelAdd: false } as const;
    return { program: filterGradientProgram(shape, nothing, tiling), bindings: [x, y, weights] };
  }
  if (kind === 'inputGradient') {
    return {
      program: inputGradientProgram(shape, { bias: false, addend: false }, tiling),
      bindings: [y, weights, x],
    };
  }
  const plain = { bias: false, channelAdd: false, residual: false, silu: false, keepSum: false };
  return { program: forwardProgram(shape, plain, tiling), bindings: [x, weights, y] };
}
