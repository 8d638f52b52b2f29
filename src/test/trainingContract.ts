// What training promises on any backend. training.gpu.test.ts holds it against our kernels and stock operations alike.
import { add, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { decodeCheckpoint } from '../engine/checkpoint/checkpoint';
import { parseSafetensors } from '../engine/checkpoint/safetensors';
import type { Engine } from '../engine/engine';
import { weightSets, type Values, type WeightSet, type WeightValues } from '../engine/models/weights';
import type { TrainingReport } from '../engine/training/report';
import { Trainer, type TrainerOptions } from '../engine/training/trainer';
import { defaultConfig, type LabConfig } from '../lab/fields';
import { expectClose } from './kernelContract';
import { tinyDataset as dataset } from './tinyDataset';

/** A training that takes a moment, without anything that comes slowly. */
export const tinyTraining: LabConfig = {
  ...defaultConfig,
  model: 'playground',
  width: 8,
  batchSize: 2,
  steps: 400,
  timesteps: 50,
  learningRateSchedule: 'constant',
  warmupSteps: 0,
  optimizer: 'adam',
  emaDecay: 0.9,
  emaWarmup: 'none',
};

export async function train(trainer: Trainer, steps: number): Promise<number[]> {
  const losses: number[] = [];
  for await (const report of trainer.run({ steps, reportEvery: 1e9 })) losses.push(...report.losses);
  return losses;
}

async function reports(trainer: Trainer, steps: number): Promise<TrainingReport[]> {
  const all: TrainingReport[] = [];
  for await (const report of trainer.run({ steps, reportEvery: 0 })) all.push(report);
  return all;
}

/** −1 for what is not there: a quarter of the time axis without a sample. */
const numbersOf = (column: Float64Array): Float32Array =>
  Float32Array.from(column, (value) => (Number.isNaN(value) ? -1 : value));

/** All numbers, parameter by parameter. */
export const joined = (values: Values = new Map()): Float32Array =>
  Float32Array.from([...values.values()].flatMap((value) => [...value]));

async function numbers({ stepper }: Trainer): Promise<Readonly<Record<WeightSet, Float32Array>>> {
  const { weights, average, m, v } = await stepper.readAll();
  return { weights: joined(weights), average: joined(average), m: joined(m), v: joined(v) };
}

/** Fails with the names of the parameters that differ in any bit. */
export function expectSameBits(actual: Values, expected: Values): void {
  const differs = ([name, value]: readonly [string, Float32Array]): boolean => {
    const other = actual.get(name);
    return other?.length !== value.length || value.some((v, i) => !Object.is(v, other[i]));
  };
  expect([...actual.keys()]).toEqual([...expected.keys()]);
  expect([...expected].filter(differs).map(([name]) => name)).toEqual([]);
}

export function expectSameSets(actual: Partial<WeightValues>, expected: Partial<WeightValues>): void {
  for (const set of weightSets) expectSameBits(actual[set] ?? new Map(), expected[set] ?? new Map());
}

export async function expectSameState(actual: Trainer, expected: Trainer): Promise<void> {
  expectSameSets(await actual.stepper.readAll(), await expected.stepper.readAll());
}

/** @param open the engine, as tfjs's backend `backend` */
export function checkTraining(backend: 'webgpu' | 'wasm' | 'cpu', open: () => Promise<Engine>): void {
  let engine: Engine;
  let made: Trainer[] = [];
  beforeAll(async () => {
    // None where nothing has computed yet.
    const before: string | undefined = getBackend();
    engine = await open();
    await setBackend(backend);
    return () => setBackend(before ?? backend).then(() => undefined);
  });
  afterEach(() => {
    made.forEach((trainer) => trainer.dispose());
    made = [];
  });

  const start = (changes: Partial<LabConfig> = {}, options: Partial<TrainerOptions> = {}): Trainer => {
    const trainer = new Trainer({ engine, dataset, config: { ...tinyTraining, ...changes }, ...options });
    made.push(trainer);
    return trainer;
  };
  const tensorsOf = (file: ArrayBuffer): string[] => [...parseSafetensors(file).tensors.keys()];

  test('a step moves weights and moments as Adam does, and the average follows', async () => {
    const trainer = start({ gradientClip: 0 });
    const before = joined(await trainer.stepper.read('weights'));
    const [report] = await reports(trainer, 1);
    const { weights, average, m, v } = await numbers(trainer);
    const { learningRate, adamBeta1, adamBeta2, emaDecay } = trainer.config;
    const gradient = m.map((value) => value / (1 - adamBeta1));
    expect(report?.gradientNorms[0]).toBeCloseTo(Math.hypot(...gradient), 5);
    // The first step of torch.optim.Adam: both moments are corrected to the gradient itself.
    const squares = gradient.map((g) => (1 - adamBeta2) * g * g);
    expectClose(v, squares, 1e-5, 'second moments');
    const step = gradient.map((g) => (-learningRate * g) / (Math.abs(g) + 1e-8));
    const moved = weights.map((value, i) => value - (before[i] ?? NaN));
    expectClose(moved, step, 1e-3, 'step');
    const followed = before.map((value, i) => emaDecay * value + (1 - emaDecay) * (weights[i] ?? NaN));
    expectClose(average, followed, 1e-6, 'average');
  });

  test('a gradient beyond the limit is scaled to it, and its norm is told as it was', async () => {
    const limit = 0.01;
    const [free, clipped] = [start({ gradientClip: 0 }), start({ gradientClip: limit })];
    const [[whole], [told]] = [await reports(free, 1), await reports(clipped, 1)];
    const norm = whole?.gradientNorms[0] ?? NaN;
    expect(norm).toBeGreaterThan(10 * limit);
    expect(told?.gradientNorms[0]).toBe(norm);
    // torch.nn.utils.clip_grad_norm_: by limit / (norm + 1e-6).
    const expected = (await numbers(free)).m.map((value) => (value * limit) / (norm + 1e-6));
    expectClose((await numbers(clipped)).m, expected, 1e-5, 'first moments');
  });

  test.each([
    [2, 2],
    [4, 1],
  ])('%i micro-steps of %i samples are one step of 4', async (accumulation, batchSize) => {
    const changes = { dropout: 0.2, horizontalFlips: true, nullClassRate: 0.3, classConditional: true };
    const whole = start({ ...changes, batchSize: 4 });
    const cut = start({ ...changes, batchSize, accumulation });
    const [[expected], [actual]] = [await reports(whole, 1), await reports(cut, 1)];
    if (!expected || !actual) throw new Error('a report each');
    for (const key of ['losses', 'gradientNorms', 'quartileLosses'] as const)
      expectClose(numbersOf(actual[key]), numbersOf(expected[key]), 1e-5, key);
    const [ours, theirs] = [await numbers(cut), await numbers(whole)];
    for (const moment of ['m', 'v'] as const) expectClose(ours[moment], theirs[moment], 1e-5, moment);
    // And so do the steps that follow.
    const [later, laterOfWhole] = [await train(cut, 3), await train(whole, 3)];
    expectClose(Float32Array.from(later), Float32Array.from(laterOfWhole), 1e-4, 'losses');
  });

  test('without an average the file holds none, and what goes on from it with one starts from the weights', async () => {
    const plain = start({ emaDecay: 0 });
    await train(plain, 2);
    const file = await plain.checkpoint();
    const groups = new Set(tensorsOf(file).map((name) => /^(ema|adam\.[mv])\./.exec(name)?.[1] ?? ''));
    expect([...groups]).toEqual(['', 'adam.m', 'adam.v']);
    const { parameter } = plain.stepper.pass('average');
    const weights = await plain.stepper.read('weights');
    for (const [name, values] of weights) {
      const copy = add(parameter(name), 0);
      expect(await copy.data()).toEqual(values);
      copy.dispose();
    }

    const averaged = start({}, { checkpoint: file });
    expectSameBits(await averaged.stepper.read('average'), weights);
    await train(averaged, 1);
    const { emaDecay } = averaged.config;
    const after = await numbers(averaged);
    const followed = joined(weights).map((w, i) => emaDecay * w + (1 - emaDecay) * (after.weights[i] ?? NaN));
    expectClose(after.average, followed, 1e-6, 'average');
  });

  test('a file with an average trains on without one from its weights', async () => {
    const averaged = start();
    await train(averaged, 2);
    const plain = start({ emaDecay: 0 }, { checkpoint: await averaged.checkpoint() });
    expectSameBits(await plain.stepper.read('weights'), await averaged.stepper.read('weights'));
    expect(tensorsOf(await plain.checkpoint()).filter((name) => name.startsWith('ema.'))).toEqual([]);
  });

  test.each([
    [0.9, 'adam'],
    [0, 'adam'],
    [0.9, 'muon'],
  ] as const)(
    'resumed from a file it goes on as if nothing had been, average %f, %s',
    async (emaDecay, optimizer) => {
      const changes = {
        emaDecay,
        optimizer,
        dropout: 0.2,
        accumulation: 2,
        learningRateSchedule: 'cosine',
      } as const;
      const whole = start(changes);
      const losses = await train(whole, 6);
      const before = start(changes);
      expect(await train(before, 3)).toEqual(losses.slice(0, 3));
      const resumed = start(changes, { checkpoint: await before.checkpoint() });
      expect(resumed.step).toBe(3);
      expect(await train(resumed, 3)).toEqual(losses.slice(3));
      await expectSameState(resumed, whole);
    },
  );

  test.each([
    ['with an average', {}],
    ['without one', { emaDecay: 0 }],
    ['in steps of several parts', { accumulation: 2 }],
  ])('a file that is saved while it trains is of one moment, %s', async (_, changes) => {
    const steps = 4;
    const still = start(changes);
    const states: WeightValues[] = [await still.stepper.readAll()];
    for (let step = 0; step < steps; step++) {
      await train(still, 1);
      states.push(await still.stepper.readAll());
    }
    const trainer = start(changes);
    const files: Promise<ArrayBuffer>[] = [];
    const microStep = trainer.stepper.microStep.bind(trainer.stepper);
    vi.spyOn(trainer.stepper, 'microStep').mockImplementation((control) => {
      const done = microStep(control);
      // In the middle of the step.
      files.push(trainer.checkpoint());
      return done;
    });
    await train(trainer, steps);
    const told: number[] = [];
    for (const file of await Promise.all(files)) {
      const { sets, metadata } = decodeCheckpoint(trainer.model, file);
      const step = Number(metadata['step']);
      told.push(step);
      expectSameSets(sets, states[step] ?? {});
    }
    expect([...new Set(told)]).toEqual([1, 2, 3, 4]);
  });

  test('the same seed gives the same losses to the bit, another seed others', async () => {
    const losses = await train(start(), 3);
    expect(await train(start(), 3)).toEqual(losses);
    expect(await train(start({ trainSeed: 1 }), 3)).not.toEqual(losses);
  });

  test('training that is aborted goes on where it was', async () => {
    const whole = await train(start(), 5);
    const trainer = start();
    const abort = new AbortController();
    const losses: number[] = [];
    for await (const report of trainer.run({ signal: abort.signal, reportEvery: 0 })) {
      losses.push(...report.losses);
      if (report.step === 2) abort.abort();
    }
    expect(trainer.step).toBe(2);
    losses.push(...(await train(trainer, 3)));
    expect(losses).toEqual(whole);
  });

  test('a gradient that is not finite moves nothing, and is told as a divergence', async () => {
    const trainer = start();
    const ruined = new Map(
      [...(await trainer.stepper.read('weights'))].map(([name, values]) => [name, values.map(() => 1e30)]),
    );
    trainer.stepper.write('weights', ruined);
    await expect(train(trainer, 2)).rejects.toMatchObject({ code: 'diverged' });
    expectSameBits(await trainer.stepper.read('weights'), ruined);
  });

  test('after a divergence it goes back to what was kept and loses on as if nothing had been', async () => {
    const [before, after] = [3, 3];
    const untroubled = start();
    const whole = await train(untroubled, before + after);
    const trainer = start();
    expect(await train(trainer, before)).toEqual(whole.slice(0, before));
    expect(await trainer.keep()).toBe(true);
    trainer.follow({ ...trainer.config, learningRate: 1e30, gradientClip: 0 });
    await expect(train(trainer, 20)).rejects.toMatchObject({ code: 'diverged' });
    expect(trainer.goBack()).toBe(before);
    trainer.follow(untroubled.config);
    expect(await train(trainer, after)).toEqual(whole.slice(before));
    await expectSameState(trainer, untroubled);
  });

  test('what was kept last comes back, with the step it is of', async () => {
    const trainer = start();
    expect(() => trainer.goBack()).toThrow(/kept/);
    await train(trainer, 2);
    await trainer.keep();
    const expected = await trainer.stepper.readAll();
    const losses = await train(trainer, 2);
    expect([trainer.goBack(), trainer.step, trainer.keptStep]).toEqual([2, 2, 2]);
    expectSameSets(await trainer.stepper.readAll(), expected);
    expect(await train(trainer, 2)).toEqual(losses);
  });
}
