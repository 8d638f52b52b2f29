// Guidance at its two ends, ways between noises and classes, and pixels that are to stay: exact where they must be.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uniforms } from '../../diffusion/random';
import { makeTables } from '../../diffusion/process/tables';
import { slerp } from '../../diffusion/samplers/slerp';
import { defaultConfig, type LabConfig } from '../../lab/fields';
import type { Edit } from '../../lab/explorations';
import { maskOf } from '../../lab/masks';
import { testEngine } from '../../test/gpu';
import { tinyDataset } from '../../test/tinyDataset';
import type { Engine } from '../engine';
import { Trainer } from '../training/trainer';
import { explore, guidanceRow } from './explore';
import { Sampler, type ReverseRun } from './sampler';

const count = 2;
const config: LabConfig = {
  ...defaultConfig,
  model: 'playground',
  width: 8,
  batchSize: 2,
  timesteps: 50,
  samplingSteps: 4,
  sampleCount: count,
};
const { height, width, channels, classNames } = tinyDataset;
const classes = classNames.length;
const size = height * width * channels;

let engine: Engine;
let trainer: Trainer;
beforeAll(async () => {
  engine = await testEngine();
  trainer = new Trainer({ engine, dataset: tinyDataset, config });
  // Weights that tell classes apart: what starts at zero would answer nothing.
  const weights = await trainer.stepper.read('weights');
  const moved = [...weights].map(([name, values], step) => {
    const drawn = uniforms({ seed: 5, stream: 77, step }, values.length);
    return [name, values.map((value, i) => value + 0.2 * ((drawn[i] ?? 0) - 0.5))] as const;
  });
  trainer.stepper.write('average', new Map(moved));
});
afterAll(() => trainer.dispose());

const parts = (changes: Partial<LabConfig> = {}) => {
  const own = { ...config, ...changes };
  return {
    engine,
    model: trainer.model,
    pass: trainer.stepper.pass('average'),
    config: own,
    tables: makeTables(own),
    image: tinyDataset,
    classes,
  };
};

async function draw(
  changes: Partial<LabConfig>,
  run: Partial<ReverseRun> & { labels: readonly number[] },
  resamplings = 1,
): Promise<Float32Array> {
  const sampler = new Sampler({ ...parts(changes), resamplings });
  let last = new Float32Array();
  const whole = { seed: 3, guidanceScale: 1, frames: 'last', ...run } as const;
  for await (const { x } of sampler.run(whole)) last = Float32Array.from(x);
  sampler.dispose();
  return last;
}

test('guidance 1 is the conditional model and 0 the null class, to the bit', async () => {
  const labels = [1, 0];
  const guided = { guidanceScale: 2 };
  const plain = { guidanceScale: 1 };
  const conditional = await draw(plain, { labels });
  const unconditional = await draw(plain, { labels: labels.map(() => classes) });
  expect(conditional).not.toEqual(unconditional);
  expect(await draw(guided, { labels, guidanceScale: 1 })).toEqual(conditional);
  expect(await draw(guided, { labels, guidanceScale: 0 })).toEqual(unconditional);
  expect(await draw(guided, { labels, guidanceScale: 1.5 })).not.toEqual(conditional);
});

test('a way from noise to noise begins and ends with the two samples, to the bit', async () => {
  const sampleClass = 1;
  const { signal } = new AbortController();
  const found = await explore(
    { what: 'noise' },
    {
      ...parts({ sampleClass, guidanceScale: 1, sampleSeed: 3 }),
      signal,
      onFrame: () => undefined,
    },
  );
  const samples = await draw({ sampleCount: 4, guidanceScale: 1 }, { labels: [1, 1, 1, 1] });
  expect(found?.frames[0]).toEqual(samples);
  // The first one's way ends where the second one's begins.
  expect(found?.frames.at(-1)?.slice(0, size)).toEqual(samples.slice(size, 2 * size));
});

test('a way from class to class begins and ends with the class alone, to the bit', async () => {
  const { signal } = new AbortController();
  const options = { ...parts({ sampleClass: 0, sampleSeed: 3 }), signal, onFrame: () => undefined };
  const found = await explore({ what: 'class' }, options);
  const drawn = (label: number) =>
    draw({ sampleCount: 4, guidanceScale: 1 }, { labels: [label, label, label, label] });
  expect(found?.frames[0]).toEqual(await drawn(0));
  expect(found?.frames.at(-1)).toEqual(await drawn(1));
});

test('guidance side by side has a frame for every strength, of the same noise', async () => {
  const { signal } = new AbortController();
  const found = await explore(
    { what: 'guidance' },
    { ...parts({ sampleSeed: 3 }), signal, onFrame: () => undefined },
  );
  expect(found?.places).toEqual(guidanceRow);
  const labels = Array.from({ length: classes }, (_, i) => i);
  expect(found?.frames[1]).toEqual(await draw({ sampleCount: classes, guidanceScale: 1 }, { labels }));
});

test('inpainting keeps the known pixels to the bit, and draws the others', async () => {
  const image = Float32Array.from(uniforms({ seed: 1, stream: 78 }, size), (u) => 2 * u - 1);
  const mask = Uint8Array.from({ length: height * width }, (_, i) => (i % width < width / 2 ? 1 : 0));
  const labels = [1, 0];
  const drawn = await draw({ guidanceScale: 1 }, { labels, known: { image, mask } }, 3);
  const free = await draw({ guidanceScale: 1 }, { labels });
  const isKept = (e: number): boolean => mask[Math.floor((e % size) / channels)] === 1;
  drawn.forEach((value, e) => {
    if (isKept(e)) expect(value).toBe(image[e % size]);
  });
  expect(drawn.filter((_, e) => !isKept(e))).not.toEqual(free.filter((_, e) => !isKept(e)));
  expect(drawn.every(Number.isFinite)).toBe(true);
});

const edited = (what: Edit, changes: Partial<LabConfig>, signal: AbortSignal) => {
  const image = Float32Array.from(uniforms({ seed: 1, stream: 78 }, size), (u) => 2 * u - 1);
  const mask = maskOf('right', tinyDataset);
  const options = { ...parts({ sampleSeed: 3, ...changes }), signal, onFrame: () => undefined };
  return { image, mask, found: explore({ what, picture: { image, mask } }, options) };
};

test('editing a picture: what is not hidden stays, to the bit, under guidance and a sampler with a history too', async () => {
  const { signal } = new AbortController();
  const changes = { guidanceScale: 1.5, sampler: 'dpmpp_2m', resamplings: 2 } as const;
  const { image, mask, found } = edited('inpaint', changes, signal);
  const [drawn] = (await found)?.frames ?? [];
  expect(drawn).toHaveLength(count * size);
  drawn?.forEach((value, e) => {
    const pixel = e % size;
    if (mask[Math.floor(pixel / channels)] === 1) expect(value).toBe(image[pixel]);
  });
});

test('variations begin at ever noisier pictures and are those of a sampler that begins there; a stop ends them', async () => {
  const { signal } = new AbortController();
  const { image, found } = edited('vary', { sampleClass: 1, guidanceScale: 1 }, signal);
  const { places, frames } = (await found) ?? { places: [], frames: [] };
  expect(places).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
  // t = 10 of 50 is index 9.
  const own = parts({ sampleCount: 10, guidanceScale: 1 });
  const sampler = new Sampler({ ...own, startTimestep: 9 });
  let last = new Float32Array();
  const labels = Array.from({ length: 10 }, () => 1);
  for await (const { x } of sampler.run({ seed: 3, guidanceScale: 1, frames: 'last', labels, image }))
    last = Float32Array.from(x);
  sampler.dispose();
  expect(frames[1]).toEqual(last);
  const stopped = new AbortController();
  stopped.abort();
  expect(await edited('vary', {}, stopped.signal).found).toBeNull();
  expect(await edited('inpaint', {}, stopped.signal).found).toBeNull();
});

test('what lies between two noises is as strong as they are', () => {
  const [a, b] = [Float32Array.of(3, 0, 4), Float32Array.of(0, 5, 0)];
  expect(slerp(a, b, 0)).toEqual(a);
  expect(slerp(a, b, 1)).toEqual(b);
  for (const share of [0.25, 0.5, 0.8]) expect(Math.hypot(...slerp(a, b, share))).toBeCloseTo(5, 5);
  // Halfway at a right angle: both by sin 45°/sin 90°.
  expect([...slerp(a, b, 0.5)]).toEqual([3, 5, 4].map((x) => expect.closeTo(x * Math.SQRT1_2, 5) as number));
});
