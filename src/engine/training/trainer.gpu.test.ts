// What is WebGPU's alone: recording, compiling ahead, and what it leaves on the GPU. training.gpu.test.ts has the rest.
import { keep, memory, scalar, square } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { defaultConfig, type LabConfig } from '../../lab/fields';
import { testEngine } from '../../test/gpu';
import { tinyDataset as dataset } from '../../test/tinyDataset';
import { expectSameBits, expectSameState, tinyTraining, train } from '../../test/trainingContract';
import type { Engine } from '../engine';
import { Trainer, type TrainerOptions } from './trainer';

/** With the warm-ups of the learning rate and of the average that the page opens with. */
const rising: LabConfig = {
  ...defaultConfig,
  model: 'playground',
  width: 8,
  batchSize: 2,
  steps: 400,
  warmupSteps: 4,
  timesteps: 50,
};

let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
});
const made: Trainer[] = [];
afterAll(() => made.forEach((trainer) => trainer.dispose()));

function makeTrainer(options: Partial<TrainerOptions> = {}): Trainer {
  const trainer = new Trainer({ engine, config: tinyTraining, dataset, ...options });
  made.push(trainer);
  return trainer;
}

test('replay gives the weights of eager execution to the bit, over 50 steps with changing settings', async () => {
  const [replayed, eager] = [makeTrainer({ config: rising }), makeTrainer({ config: rising, record: false })];
  const losses = async (trainer: Trainer): Promise<number[]> => {
    const first = await train(trainer, 25);
    trainer.follow({ ...rising, learningRate: 1e-4, gradientClip: 0.1 });
    return [...first, ...(await train(trainer, 25))];
  };
  expect(await losses(replayed)).toEqual(await losses(eager));
  expect([replayed.stepper.recorded !== null, eager.stepper.recorded]).toEqual([true, null]);
  await expectSameState(replayed, eager);
  // 239 before gradients were added where they are made, sums put together and the time read by one layer.
  expect(replayed.stepper.recorded?.dispatches).toBeLessThanOrEqual(160);
});

/** Disturbs the next step of a trainer, in the middle or after the optimiser. */
const disturbances = {
  'leaves a tensor behind'({ model }: Trainer): void {
    const forward = model.forward.bind(model);
    vi.spyOn(model, 'forward').mockImplementationOnce((pass, input) => {
      keep(square(scalar(1)));
      return forward(pass, input);
    });
  },
  'fails at its end'(): void {
    const runtime = engine.gpu?.runtime;
    if (!runtime) throw new Error('no GPU device');
    const dispatch = runtime.dispatch.bind(runtime);
    const spy = vi.spyOn(runtime, 'dispatch').mockImplementation((program, bindings) => {
      if (program.name !== 'step log') return dispatch(program, bindings);
      spy.mockRestore();
      throw new Error('full');
    });
  },
};

test.each(Object.entries(disturbances))(
  'a step that %s while it is recorded is done once',
  async (_, disturb) => {
    const expected = makeTrainer({ record: false });
    const losses = await train(expected, 2);

    const onEager = vi.fn<(cause: string) => void>();
    const trainer = makeTrainer({ onEager });
    disturb(trainer);
    expect(await train(trainer, 2)).toEqual(losses);
    expect(onEager).toHaveBeenCalledTimes(1);
    expect(trainer.stepper.recorded).toBeNull();
    await expectSameState(trainer, expected);
  },
);

test('compiling again between two steps does not train', async () => {
  const trainer = makeTrainer();
  const losses = await train(trainer, 2);
  const before = await trainer.stepper.read('weights');
  await trainer.prepare(() => undefined);
  expectSameBits(await trainer.stepper.read('weights'), before);
  losses.push(...(await train(trainer, 2)));
  expect(losses).toEqual(await train(makeTrainer(), 4));
});

test('with learned variance too the step is recorded, and the variance learns', async () => {
  const learned: LabConfig = { ...tinyTraining, variance: 'learned_range', predictionType: 'epsilon' };
  const trainer = makeTrainer({ config: learned });
  const bias = async (): Promise<Float32Array> =>
    (await trainer.stepper.read('weights')).get('conv_out.bias') ?? new Float32Array();
  const before = await bias();
  const losses = await train(trainer, 1);
  // The last convolution's outputs: a mean and a variance for each of four pixels. Adam's first step is lr · sign(g).
  const moves = (await bias()).map((value, i) => Math.abs(value - (before[i] ?? NaN)) / learned.learningRate);
  expect([...moves]).toEqual(Array.from({ length: 8 }, () => expect.closeTo(1, 2) as number));
  losses.push(...(await train(trainer, 4)));
  expect(trainer.stepper.recorded).not.toBeNull();
  expect(await train(makeTrainer({ config: learned, record: false }), 5)).toEqual(losses);
});

test('tensors and GPU buffers stay as many over 200 steps', async () => {
  const trainer = makeTrainer();
  const { device } = engine.gpu ?? {};
  if (!device) throw new Error('no GPU device');
  let live = 0;
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    live++;
    buffer.destroy = () => {
      live--;
      return destroy();
    };
    return buffer;
  };
  try {
    await train(trainer, 5);
    const before = { tensors: memory().numTensors, live };
    await train(trainer, 200);
    expect({ tensors: memory().numTensors, live }).toEqual(before);
  } finally {
    Reflect.deleteProperty(device, 'createBuffer');
  }
});

test('where the GPU has no room for a copy, training goes on without one', async () => {
  const { device } = engine.gpu ?? {};
  if (!device) throw new Error('no GPU device');
  const trainer = makeTrainer();
  await train(trainer, 2);
  device.popErrorScope = async () => {
    await GPUDevice.prototype.popErrorScope.call(device);
    return new GPUOutOfMemoryError('full');
  };
  try {
    expect(await trainer.keep()).toBe(false);
    expect(trainer.keptStep).toBeNull();
  } finally {
    Reflect.deleteProperty(device, 'popErrorScope');
  }
  expect(await train(trainer, 2)).toHaveLength(2);
});
