// What the visitor asks of a trained model: samples, and the denoising check.
import type { LabConfig } from '../../lab/fields';
import type { ImageBatch } from '../../lab/images';
import type { Lane, SampleStart } from '../../worker/protocol';
import { idle, isResting } from '../phases';
import type { Reel } from '../reel';
import type { LabState } from '../state';
import type { StoreTools } from '../tools';

export interface SamplingActions {
  sample(options?: { readonly lane?: Lane; readonly start?: SampleStart; readonly config?: LabConfig }): void;
  stopSampling(): void;
  denoise(options: { readonly timesteps: readonly number[]; readonly images: ImageBatch }): void;
  clearReel(lane: Lane): void;
  /** Keeps the main film as A, once it is finished. */
  pin(): void;
  unpin(): void;
  setRecorded(recorded: Reel): void;
}

/** There is a model whose weights stand still, and nothing else is drawn with it. */
export const canSample = ({ model, training, sampling, modelFile }: LabState): boolean =>
  model !== null && isResting(training) && sampling.kind !== 'sampling' && modelFile.kind !== 'opening';

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
  clearReel: (lane) => set({ reels: { ...get().reels, [lane]: null } }),
  pin() {
    const { main } = get().reels;
    if (main?.finished) set({ pinned: main });
  },
  unpin: () => set({ pinned: null }),
  setRecorded: (recorded) => set({ recorded }),
});
