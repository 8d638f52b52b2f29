// What becomes of one noise under other wishes: a row for every strength of guidance and number of steps, and films from one noise, or one
// class, to another. What becomes of one picture: edit.ts.
import { slerp } from '../../diffusion/samplers/slerp';
import type { Edit, EditedPicture, Exploration, Wish } from '../../lab/explorations';
import { evenSteps, jumpSteps } from '../../lab/jump';
import { drawOnce, inpaint, vary } from './edit';
import { Sampler, type ReverseRun, type SamplerOptions } from './sampler';

/** Strengths of guidance side by side: 0 is the null class, 1 the conditional model. */
export const guidanceRow = [0, 1, 1.25, 1.5, 2, 3] as const;

/** Pictures of a film, and noises that are followed side by side. */
export const filmLength = 9;
const followed = 4;

export interface ExploreOptions extends Omit<SamplerOptions, 'startTimestep' | 'resamplings'> {
  readonly signal: AbortSignal;
  readonly onFrame: (done: number, total: number) => void;
}

export interface Explored {
  /** Of each frame what was chosen: the strength of guidance, the number of steps, or the share of the way or of the time axis, 0…1. */
  readonly places: readonly number[];
  /** A frame each: [count, height, width, channels] in the model's range. */
  readonly frames: readonly Float32Array[];
}

/** Same noise, each class in turn, one strength of guidance a frame. @returns null when `signal` aborted */
const byGuidance = (options: ExploreOptions): Promise<Explored | null> => {
  const { classes } = options;
  const labels = Array.from({ length: classes }, (_, i) => i);
  const runs = guidanceRow.map((guidanceScale) => ({ labels, guidanceScale }));
  return film(options, {
    count: classes,
    guided: true,
    places: guidanceRow,
    runs: () => Promise.resolve(runs),
  });
};

/** Same noise, each class in turn, one number of steps a frame. @returns null when `signal` aborted */
async function bySteps(options: ExploreOptions): Promise<Explored | null> {
  const { config, classes, tables, onFrame, ...others } = options;
  const labels = Array.from({ length: classes }, (_, i) => i);
  const places = jumpSteps.filter((steps) => steps <= tables.timesteps);
  const frames: Float32Array[] = [];
  for (const samplingSteps of places) {
    const own = { ...config, ...evenSteps(config), samplingSteps, sampleCount: classes };
    const drawn = await drawOnce(
      { ...others, tables, classes, config: own, onStep: () => undefined },
      { labels, guidanceScale: config.guidanceScale },
    );
    if (!drawn) return null;
    frames.push(drawn);
    onFrame(frames.length, places.length);
  }
  return { places, frames };
}

const shares = Array.from({ length: filmLength }, (_, i) => i / (filmLength - 1));

/** From each of four noises to the next. */
const byNoise = (options: ExploreOptions): Promise<Explored | null> => {
  const { config, classes } = options;
  const { sampleClass, guidanceScale } = config;
  const labels = Array.from({ length: followed }, (_, i) =>
    sampleClass === -2 ? classes : sampleClass < 0 ? i % classes : Math.min(sampleClass, classes - 1),
  );
  const runs = async (sampler: Sampler): Promise<Drawing[]> => {
    const start = await sampler.startNoise({ seed: config.sampleSeed, labels });
    const size = start.length / followed;
    const noiseOf = (k: number): Float32Array =>
      start.slice((k % followed) * size, ((k % followed) + 1) * size);
    return shares.map((share) => {
      const noise = new Float32Array(start.length);
      for (let k = 0; k < followed; k++) noise.set(slerp(noiseOf(k), noiseOf(k + 1), share), k * size);
      return { labels, guidanceScale, noise };
    });
  };
  return film(options, { count: followed, guided: guidanceScale !== 1, places: shares, runs });
};

/** From one class to the next, over what the network predicts for both: at each end the class alone. */
const byClass = (options: ExploreOptions): Promise<Explored | null> => {
  const { config, classes } = options;
  const from = Math.max(0, Math.min(config.sampleClass, classes - 1));
  const [against, labels] = [from, (from + 1) % classes].map((label) =>
    Array.from({ length: followed }, () => label),
  );
  const runs = shares.map((share) => ({
    labels: labels ?? [],
    guidanceScale: share,
    ...(against && { against }),
  }));
  return film(options, { count: followed, guided: true, places: shares, runs: () => Promise.resolve(runs) });
};

type Drawing = Pick<ReverseRun, 'labels' | 'guidanceScale' | 'against' | 'noise'>;

interface Film {
  readonly count: number;
  readonly guided: boolean;
  readonly places: readonly number[];
  readonly runs: (sampler: Sampler) => Promise<readonly Drawing[]>;
}

async function film(
  { signal, onFrame, ...options }: ExploreOptions,
  { count, guided, places, runs }: Film,
): Promise<Explored | null> {
  const { config } = options;
  const sampler = new Sampler({
    ...options,
    // Any strength but 1 makes a sampler that asks twice.
    config: { ...config, sampleCount: count, guidanceScale: guided ? 2 : 1 },
  });
  try {
    await sampler.prepare(() => undefined);
    const frames: Float32Array[] = [];
    const drawings = await runs(sampler);
    for (const drawing of drawings) {
      let last: Float32Array | null = null;
      const run = { ...drawing, seed: config.sampleSeed, frames: 'last', signal } as const;
      for await (const { x } of sampler.run(run)) last = x;
      if (!last || signal.aborted) return null;
      frames.push(last);
      onFrame(frames.length, drawings.length);
    }
    return { places, frames };
  } finally {
    sampler.dispose();
  }
}

const ways = {
  guidance: byGuidance,
  steps: bySteps,
  noise: byNoise,
  class: byClass,
} as const satisfies Record<Wish, (options: ExploreOptions) => Promise<Explored | null>>;

const edits = { inpaint, vary } as const satisfies Record<
  Edit,
  (options: ExploreOptions, picture: EditedPicture) => Promise<Explored | null>
>;

/** @returns null when `signal` aborted @throws LabError as {@link Sampler} does */
export const explore = (exploration: Exploration, options: ExploreOptions): Promise<Explored | null> =>
  'picture' in exploration
    ? edits[exploration.what](options, exploration.picture)
    : ways[exploration.what](options);
