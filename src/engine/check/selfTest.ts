// Before the first run: does this GPU compute gradients at all, and how fast is it? Some phone GPUs are known to
// give all zeros, without any error.
import { tensor1d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { gaussians } from '../../diffusion/random';
import { LabError } from '../../lab/errors';
import { valueAndGradients } from '../autodiff/backpropagate';
import type { Engine } from '../engine';
import { selfTestReference, type SelfTestNetwork } from './selfTestReference';

const [size, inputs, hidden] = [6, 4, 8];

function network(): SelfTestNetwork {
  const draw = (stream: number, count: number, scale: number): Float64Array =>
    // Rounded to float32, so that both sides start from the same numbers.
    Float64Array.from(
      Float32Array.from(gaussians({ seed: 1, stream: 1000 + stream }, count), (z) => scale * z),
    );
  const map = size * size * inputs;
  const filter = 9 * inputs * hidden;
  return {
    size,
    inputs,
    hidden,
    x: draw(0, map, 1),
    target: draw(1, map, 1),
    filter1: draw(2, filter, 0.2),
    filter2: draw(3, filter, 0.2),
  };
}

/** Loss and the gradients of both filters, on the engine's operations. */
async function onEngine({ ops }: Engine, net: SelfTestNetwork): Promise<Float32Array[]> {
  const results = tidy(() => {
    const map = (values: Float64Array): ReturnType<typeof tensor4d> =>
      tensor4d(Float32Array.from(values), [1, size, size, inputs]);
    const x = map(net.x);
    const filter1 = tensor4d(Float32Array.from(net.filter1), [3, 3, inputs, hidden]);
    const filter2 = tensor4d(Float32Array.from(net.filter2), [3, 3, hidden, inputs]);
    const { value, gradients } = valueAndGradients(() => {
      const h = ops.conv2d(x, filter1, { padding: 1, silu: true, inputGradient: false });
      return ops.loss(ops.conv2d(h, filter2, { padding: 1 }), map(net.target), tensor1d([1]), 'mse');
    }, [filter1, filter2]);
    return [value, ...gradients];
  });
  const values = await Promise.all(results.map(async (result) => result?.data<'float32'>()));
  results.forEach((result) => result?.dispose());
  return values.map((value) => Float32Array.from(value ?? []));
}

/** Largest error over the largest magnitude; NaN where anything is not a number. */
function relativeError(got: Float32Array, expected: ArrayLike<number>): number {
  let [error, magnitude] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [got[i] ?? Number.NaN, expected[i] ?? Number.NaN];
    error = Number.isNaN(a) ? Number.NaN : Math.max(error, Math.abs(a - b));
    magnitude = Math.max(magnitude, Math.abs(b));
  }
  return error / magnitude;
}

const selfTestReasons = {
  zeros: 'self-test-zeros',
  'no numbers': 'self-test-no-numbers',
  'wrong numbers': 'self-test-wrong-numbers',
} as const;

/**
 * One gradient step of a two-layer network, compared with the CPU.
 * @throws LabError `bad-gpu` naming what the GPU gave: zeros, no numbers, or wrong ones.
 */
export async function selfTest(engine: Engine): Promise<void> {
  const net = network();
  const answer = selfTestReference(net);
  const got = await engine.guard(onEngine(engine, net));
  const expected = [[answer.loss], answer.gradient1, answer.gradient2];
  expected.forEach((values, i) => {
    const result = got[i] ?? new Float32Array();
    const error = relativeError(result, values);
    if (error < 1e-3) return;
    const what = result.every((value) => value === 0)
      ? 'zeros'
      : Number.isNaN(error)
        ? 'no numbers'
        : 'wrong numbers';
    throw new LabError(
      'bad-gpu',
      `This GPU (${engine.adapterName}) computes gradients wrongly: the self-test got ${what}. Update the graphics driver or the browser, or use another machine.`,
      { reason: { name: selfTestReasons[what], values: { gpu: engine.adapterName } } },
    );
  });
}

/**
 * A training step of the opening recipe (batch 64) is about so many of the timed convolutions; on the processor, where
 * what lies between them weighs more, half as many again.
 */
const convolutionsPerStep = { gpu: 300, processor: 500 } as const;
const timed = 40;

/**
 * Milliseconds that a training step of the opening recipe takes on this device, roughly: from convolutions of its size.
 * Under half a second on a slow driver.
 */
export async function estimateStepMs(engine: Engine): Promise<number | null> {
  const { ops, gpu, backend } = engine;
  if (!gpu && backend !== 'cpu') return null;
  const filter = tensor4d(new Float32Array(9 * 16 * 16).fill(0.01), [3, 3, 16, 16]);
  const x = tensor4d(new Float32Array(64 * 14 * 14 * 16).fill(0.5), [64, 14, 14, 16]);
  const chain = async (count: number): Promise<number> => {
    const begun = performance.now();
    tidy(() => {
      let h = x;
      for (let i = 0; i < count; i++) h = ops.conv2d(h, filter, { padding: 1 });
      gpu?.runtime.flush();
    });
    // The processor has done it by now.
    if (gpu) await engine.guard(gpu.runtime.answers.workDone());
    return performance.now() - begun;
  };
  // The first one compiles, WebAssembly while the first few run; a slow driver is told from the next alone.
  await chain(gpu ? 1 : 10);
  const one = await chain(1);
  const ms = one > 20 ? one : (await chain(timed)) / timed;
  filter.dispose();
  x.dispose();
  return ms * convolutionsPerStep[gpu ? 'gpu' : 'processor'];
}
