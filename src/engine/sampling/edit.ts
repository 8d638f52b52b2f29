// What a model makes of a picture: what is hidden of it drawn anew (inpaint.ts), and variations that begin at the picture
// noised to one level after the other (SDEdit, Meng et al. 2022, arXiv 2108.01073).
import { processOf } from '../../diffusion/process/index';
import type { EditedPicture } from '../../lab/explorations';
import type { Explored, ExploreOptions } from './explore';
import { Sampler, sampleLabels, type ReverseRun, type SamplerOptions } from './sampler';

export const variations = 10;

/** Shares of the time axis that variations begin at. */
export const variationStarts = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

type Drawing = Pick<ReverseRun, 'labels' | 'image' | 'known' | 'guidanceScale'>;

interface DrawOptions extends SamplerOptions {
  readonly signal: AbortSignal;
  readonly onStep: (step: number, steps: number) => void;
}

/** The finished samples; null when `signal` aborted. */
export async function drawOnce(
  { signal, onStep, ...options }: DrawOptions,
  drawing: Drawing,
): Promise<Float32Array | null> {
  const sampler = new Sampler(options);
  try {
    await sampler.prepare(() => undefined);
    let last: Float32Array | null = null;
    const run = { ...drawing, seed: options.config.sampleSeed, frames: 'all', signal } as const;
    for await (const { step, steps, x } of sampler.run(run)) {
      last = x;
      onStep(step, steps);
    }
    return signal.aborted ? null : last;
  } finally {
    sampler.dispose();
  }
}

/** One frame of `sampleCount` pictures that agree with the known pixels. @returns null when `signal` aborted */
export async function inpaint(options: ExploreOptions, known: EditedPicture): Promise<Explored | null> {
  const { onFrame, config, classes, ...others } = options;
  const { sampleClass, sampleCount, resamplings, guidanceScale } = config;
  const drawn = await drawOnce(
    {
      ...others,
      classes,
      // What a step found before the jump back is no history to go on from.
      config: { ...config, sampler: processOf(config).sampler },
      resamplings,
      onStep: onFrame,
    },
    { labels: sampleLabels(sampleClass, sampleCount, classes), guidanceScale, known },
  );
  return drawn && { places: [1], frames: [drawn] };
}

/** A frame of ten pictures for every start. @returns null when `signal` aborted */
export async function vary(
  options: ExploreOptions,
  { image }: Pick<EditedPicture, 'image'>,
): Promise<Explored | null> {
  const { onFrame, config, classes, tables, ...others } = options;
  // A picture is what it is: of "each class in turn" none is asked for.
  const label = config.sampleClass < 0 ? classes : Math.min(config.sampleClass, classes - 1);
  const guidanceScale = label === classes ? 1 : config.guidanceScale;
  const frames: Float32Array[] = [];
  for (const place of variationStarts) {
    const drawn = await drawOnce(
      {
        ...others,
        tables,
        classes,
        config: { ...config, guidanceScale, sampleCount: variations },
        startTimestep: Math.max(0, Math.round(place * tables.timesteps) - 1),
        onStep: () => undefined,
      },
      { labels: Array.from({ length: variations }, () => label), guidanceScale, image },
    );
    if (!drawn) return null;
    frames.push(drawn);
    onFrame(frames.length, variationStarts.length);
  }
  return { places: variationStarts, frames };
}
