// What the visitor asks of a trained model: samples, and the denoising check.
import type { Exploration } from '../../lab/explorations';
import type { LabConfig } from '../../lab/fields';
import type { ImageBatch } from '../../lab/images';
import type { InsideSight } from '../../lab/inside';
import type { CommandBody } from '../../worker/client';
import type { Lane, SampleStart, WorkerEvent } from '../../worker/protocol';
import { idle, isResting } from '../phases';
import type { Reel } from '../reel';
import type { LabState } from '../state';
import type { StoreTools } from '../tools';

/** A floor that the distance can be compared with needs some; a slow GPU draws them in a minute. */
const assessedSamples = 200;

export interface SamplingActions {
  sample(options?: { readonly lane?: Lane; readonly start?: SampleStart; readonly config?: LabConfig }): void;
  stopSampling(): void;
  denoise(options: { readonly timesteps: readonly number[]; readonly images: ImageBatch }): void;
  /**
   * What the model takes for the clean picture of each noised one, [count, height, width, channels] in −1…1. The noise is
   * that of the page: `pictureNoise` with the seed of the samples and the picture's number.
   * @throws LabError `stopped` where a newer question took its place
   */
  predictOriginals(options: {
    readonly timesteps: readonly number[];
    readonly images: ImageBatch;
    /** In the place of the samples' own. */
    readonly seed?: number;
  }): Promise<ImageBatch | null>;
  /**
   * What the model's layers compute for a clean picture noised to a table index 0…T−1, with the page's noise.
   * @throws LabError `stopped` where a newer question took its place
   */
  lookInside(options: { readonly timestep: number; readonly image: ImageBatch }): Promise<InsideSight | null>;
  /** Asks for something that is told of bit by bit, to `hear` alone. @returns what breaks it off */
  study(
    channel: 'untrained' | 'untrained-draw' | 'sampling-map',
    command: CommandBody,
    hear: (event: WorkerEvent) => void,
  ): () => void;
  /** Has samples of the present model judged. */
  assess(): void;
  stopAssessing(): void;
  explore(exploration: Exploration): void;
  stopExploring(): void;
  clearReel(lane: Lane): void;
  /** Keeps the main film as A, once it is finished. */
  pin(): void;
  unpin(): void;
  setRecorded(recorded: Reel): void;
}

/** There is a model whose weights stand still, and nothing else is drawn with it. */
export const canSample = ({ model, training, sampling, quality, exploring, modelFile }: LabState): boolean =>
  model !== null &&
  isResting(training) &&
  sampling.kind !== 'sampling' &&
  quality.kind !== 'measuring' &&
  exploring.kind !== 'drawing' &&
  modelFile.kind !== 'opening';

/** Samples of a trained model come unasked where they are soon there; elsewhere they would keep the visitor waiting. */
export const drawsQuickly = ({ device }: LabState): boolean =>
  device.kind === 'open' && device.backend === 'webgpu' && device.software !== true;

const pureNoise: SampleStart = { kind: 'noise' };

export const samplingActions = ({ get, set, worker }: StoreTools): SamplingActions => ({
  sample({ lane = 'main', start = pureNoise, config = get().config } = {}) {
    const { model } = get();
    if (!model || !canSample(get())) return;
    const origin = { lane, config, start, run: model.run, trainingSteps: model.step };
    set({ sampling: { kind: 'sampling', origin } });
    worker().begin(`sampling-${lane}`, { type: 'sample', config, start, lane });
  },
  // The last frame may have come while the button was pressed: then there is nothing to stop any more.
  stopSampling() {
    const { sampling } = get();
    if (sampling.kind !== 'sampling') return;
    const channel = `sampling-${sampling.origin.lane}` as const;
    worker().tell(channel, { type: 'stop' });
    worker().forget(channel);
    set({ sampling: idle });
  },
  denoise({ timesteps, images }) {
    const { config } = get();
    worker().begin('check', { type: 'denoise', config, timesteps, images, seed: config.sampleSeed });
  },
  async predictOriginals({ timesteps, images, seed }) {
    const { config } = get();
    const drawn = seed ?? config.sampleSeed;
    const command = { type: 'denoise', config, timesteps, images, seed: drawn } as const;
    const answer = await worker().ask('closer', command);
    return answer.type === 'denoised' ? answer.predicted : null;
  },
  async lookInside(options) {
    const seed = get().config.sampleSeed;
    const answer = await worker().ask('inside', { type: 'inside', seed, ...options });
    return answer.type === 'inside' ? answer : null;
  },
  study: (channel, command, hear) => worker().follow(channel, command, hear),
  assess() {
    const { config } = get();
    if (!canSample(get())) return;
    set({ quality: { kind: 'measuring', done: 0, total: assessedSamples } });
    worker().begin('quality', { type: 'assess', config, count: assessedSamples });
  },
  stopAssessing() {
    if (get().quality.kind !== 'measuring') return;
    worker().tell('quality', { type: 'stop' });
    worker().forget('quality');
    set({ quality: { kind: 'none' } });
  },
  explore(exploration) {
    const { config } = get();
    if (!canSample(get())) return;
    set({ exploring: { kind: 'drawing', exploration, done: 0, total: 1 } });
    worker().begin('exploring', { type: 'explore', config, exploration });
  },
  stopExploring() {
    if (get().exploring.kind !== 'drawing') return;
    worker().tell('exploring', { type: 'stop' });
    worker().forget('exploring');
    set({ exploring: { kind: 'none' } });
  },
  clearReel: (lane) => set({ reels: { ...get().reels, [lane]: null } }),
  pin() {
    const { main } = get().reels;
    if (main?.finished) set({ pinned: main });
  },
  unpin: () => set({ pinned: null }),
  setRecorded: (recorded) => set({ recorded }),
});
