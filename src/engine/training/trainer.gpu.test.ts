import { keep, memory, scalar, square } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { defaultConfig, type LabConfig } from '../../lab/fields';
import { testEngine } from '../../test/gpu';
import { tinyDataset as dataset } from '../../test/tinyDataset';
import type { Engine } from '../engine';
import { stockOps } from '../ops/stockOps';
import { Trainer, type TrainerOptions } from './trainer';

const config: LabConfig = {
  ...defaultConfig,
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
  const trainer = new Trainer({ engine, config, dataset, ...options });
  made.push(trainer);
  return trainer;
}

async function train(trainer: Trainer, steps: number): Promise<number[]> {
  const losses: number[] = [];
  for await (const report of trainer.run({ steps, reportEvery: 1e9 })) losses.push(...report.losses);
  return losses;
}

test('replay gives the weights of eager execution to the bit, over 50 steps with changing settings', async () => {
  const results = [];
  for (const record of [true, false]) {
    const trainer = makeTrainer({ record });
    const losses = await train(trainer, 25);
    trainer.follow({ ...config, learningRate: 1e-4, gradientClip: 0.1 });
    losses.push(...(await train(trainer, 25)));
    expect(trainer.stepper.recorded !== null).toBe(record);
    results.push({
      losses,
      weights: await trainer.stepper.read('values'),
      average: await trainer.stepper.read('average'),
    });
  }
  expect(results[0]).toEqual(results[1]);
  expect(results[0]?.losses).toHaveLength(50);
});

const steady: LabConfig = { ...config, learningRateSchedule: 'constant', warmupSteps: 0 };

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
    const expected = makeTrainer({ config: steady, record: false });
    const losses = await train(expected, 2);

    const onEager = vi.fn<(cause: string) => void>();
    const trainer = makeTrainer({ config: steady, onEager });
    disturb(trainer);
    expect(await train(trainer, 2)).toEqual(losses);
    expect(onEager).toHaveBeenCalledTimes(1);
    expect(trainer.stepper.recorded).toBeNull();
    expect(await trainer.stepper.read('values')).toEqual(await expected.stepper.read('values'));
  },
);

test('compiling again between two steps does not train', async () => {
  const trainer = makeTrainer({ config: steady });
  const losses = await train(trainer, 2);
  const before = await trainer.stepper.read('values');
  await trainer.prepare(() => undefined);
  expect(await trainer.stepper.read('values')).toEqual(before);
  losses.push(...(await train(trainer, 2)));
  expect(losses).toEqual(await train(makeTrainer({ config: steady }), 4));
});

test('kernels and stock operations lose alike to 1e-3 over 20 steps from the same weights and noise', async () => {
  const ours = await train(makeTrainer(), 20);
  const stock = await train(makeTrainer({ engine: { ...engine, ops: stockOps, gpu: null } }), 20);
  ours.forEach((loss, i) => expect(Math.abs(loss / (stock[i] ?? Number.NaN) - 1)).toBeLessThan(1e-3));
});

test('kernels and stock operations drop the same out, something else in every step', async () => {
  const changes = { config: { ...steady, dropout: 0.5 } };
  const ours = await train(makeTrainer(changes), 4);
  const stock = await train(makeTrainer({ ...changes, engine: { ...engine, ops: stockOps, gpu: null } }), 4);
  ours.forEach((loss, i) => expect(Math.abs(loss / (stock[i] ?? Number.NaN) - 1)).toBeLessThan(1e-3));
});

test('with learned variance, kernels and stock operations lose alike, and the variance learns', async () => {
  const learned: LabConfig = {
    ...config,
    variance: 'learned_range',
    predictionType: 'epsilon',
    stratifiedTime: false,
    warmupSteps: 0,
  };
  const trainer = makeTrainer({ config: learned });
  const bias = async (): Promise<number[]> => {
    const values = (await trainer.stepper.read('values')).get('conv_out.bias') ?? new Float32Array();
    // The last convolution's outputs: a mean and a variance for each of four pixels.
    expect(values).toHaveLength(8);
    return [...values];
  };
  const before = await bias();
  const ours = await train(trainer, 5);
  expect(trainer.stepper.recorded).not.toBeNull();
  const stock = await train(
    makeTrainer({ config: learned, engine: { ...engine, ops: stockOps, gpu: null } }),
    5,
  );
  ours.forEach((loss, i) => expect(Math.abs(loss / (stock[i] ?? Number.NaN) - 1)).toBeLessThan(1e-3));
  const eager = await train(makeTrainer({ config: learned, record: false }), 5);
  expect(eager).toEqual(ours);
  (await bias()).forEach((value, i) => expect(value).not.toBe(before[i]));
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

test('the same seed gives the same losses to the bit, another seed others', async () => {
  const [first, again, other] = [
    await train(makeTrainer(), 5),
    await train(makeTrainer(), 5),
    await train(makeTrainer({ config: { ...config, trainSeed: 1 } }), 5),
  ];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('training that is aborted goes on where it was, and a checkpoint brings it back', async () => {
  const whole = await train(makeTrainer(), 12);
  const trainer = makeTrainer();
  const abort = new AbortController();
  const losses: number[] = [];
  for await (const report of trainer.run({ signal: abort.signal, reportEvery: 0 })) {
    losses.push(...report.losses);
    if (report.step === 4) abort.abort();
  }
  expect(trainer.step).toBe(4);
  const restored = makeTrainer({ checkpoint: await trainer.checkpoint() });
  expect(restored.step).toBe(4);
  losses.push(...(await train(restored, 8)));
  expect(losses).toEqual(whole);
});

test('two micro-batches accumulate to one step of the optimiser', async () => {
  const trainer = makeTrainer({ config: { ...config, accumulation: 2 } });
  const before = await trainer.stepper.read('values');
  // The first step of a warm-up has a learning rate of 0.
  expect(await train(trainer, 2)).toHaveLength(2);
  expect(await trainer.stepper.read('values')).not.toEqual(before);
});

test('a learning rate without measure diverges in a typed failure, and the weights stay finite', async () => {
  const trainer = makeTrainer({
    config: {
      ...config,
      learningRate: 0.1,
      warmupSteps: 0,
      gradientClip: 0,
      adamBeta2: 0,
      loss: 'mse',
      predictionType: 'epsilon',
      schedule: 'linear',
      betaEnd: 0.999,
    },
  });
  trainer.stepper.write(
    'values',
    new Map(
      [...(await trainer.stepper.read('values'))].map(([name, values]) => [name, values.map(() => 1e30)]),
    ),
  );
  await expect(train(trainer, 20)).rejects.toMatchObject({ code: 'diverged' });
  for (const values of (await trainer.stepper.read('values')).values())
    expect(values.every(Number.isFinite)).toBe(true);
});

test.each([
  ['kernels', true],
  ['stock operations', false],
])('after a divergence %s go back to what was kept and lose on as if nothing had been', async (_, ours) => {
  const options = ours ? {} : { engine: { ...engine, ops: stockOps, gpu: null } };
  const [before, after] = [3, 5];
  const untroubled = makeTrainer(options);
  const whole = await train(untroubled, before + after);

  const trainer = makeTrainer(options);
  expect(await train(trainer, before)).toEqual(whole.slice(0, before));
  expect(await trainer.keep()).toBe(true);
  trainer.follow({ ...config, learningRate: 1e30, learningRateSchedule: 'constant', gradientClip: 0 });
  await expect(train(trainer, 20)).rejects.toMatchObject({ code: 'diverged' });
  expect(await trainer.stepper.read('values')).not.toEqual(await untroubled.stepper.read('values'));

  expect(trainer.goBack()).toBe(before);
  trainer.follow(config);
  expect(await train(trainer, after)).toEqual(whole.slice(before));
  for (const set of ['values', 'average', 'adam.m', 'adam.v'] as const) {
    expect(await trainer.stepper.read(set)).toEqual(await untroubled.stepper.read(set));
  }
});

test('what was kept last counts, and a trainer that kept nothing has nothing to go back to', async () => {
  const trainer = makeTrainer();
  expect(() => trainer.goBack()).toThrow(/kept/);
  await train(trainer, 2);
  await trainer.keep();
  await train(trainer, 2);
  const later = await trainer.stepper.read('values');
  await trainer.keep();
  await train(trainer, 2);
  expect(trainer.goBack()).toBe(4);
  expect(await trainer.stepper.read('values')).toEqual(later);
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
