// What the page asks beside samples: how good they are, what becomes of one noise under other wishes, and what needs no
// model at all. All parts are loaded when they are first asked for.
import type { Engine } from '../engine/engine';
import { asTrained } from '../lab/changes';
import type { DatasetLoader } from './datasetLoader';
import type { LiveRequests } from './liveRequests';
import { imagesToTrainOn } from './modelImages';
import type { ModelSlot } from './modelSlot';
import type { Post, WorkerCommand } from './protocol';
import type { ReadJudge } from './quality';

interface StudiesOptions {
  readonly post: Post;
  readonly readJudge: ReadJudge;
  readonly requests: LiveRequests;
  readonly images: DatasetLoader;
  readonly model: ModelSlot;
  /** @throws LabError `no-gpu` */
  readonly engine: () => Engine;
}

type CommandOf<T extends WorkerCommand['type']> = Extract<WorkerCommand, { type: T }>;

export class Studies {
  constructor(private readonly options: StudiesOptions) {}

  async assess({ request, config, count }: CommandOf<'assess'>): Promise<void> {
    const { post, readJudge, requests, images, engine } = this.options;
    const { trainer, training } = this.options.model;
    const found = await requests.perform({ channel: 'quality', request }, async (signal) => {
      const loaded = training?.hasImages ? trainer : await images.need(request, trainer.config, signal);
      if (!loaded) return null;
      const dataset = imagesToTrainOn(loaded, trainer.dataset);
      const { assess } = await import('./later');
      return assess({
        engine: engine(),
        trainer,
        config: asTrained(trainer.config, config),
        count,
        dataset,
        readJudge,
        signal,
        onPart: (done) => post({ request, type: 'assessing', done, total: count }),
      });
    });
    if (!found) return;
    const buffers = [found.samples.pixels.buffer, found.nearest.pixels.buffer];
    post({ request, type: 'assessed', ...found }, buffers);
  }

  async untrained(command: CommandOf<'untrained' | 'draw-untrained' | 'find-nearest'>): Promise<void> {
    const { post, requests, images } = this.options;
    const { request, type: channel, config } = command;
    await requests.perform({ channel, request }, async (signal) => {
      const loaded = await images.need(request, config, signal);
      if (!loaded) return;
      const { study } = await import('./untrained');
      await study(command, { dataset: loaded.dataset, engine: this.engineThatIsThere(), signal, post });
    });
  }

  private engineThatIsThere(): Engine | null {
    try {
      return this.options.engine();
    } catch {
      // The processor does as well.
      return null;
    }
  }

  async explore({ request, config, exploration }: CommandOf<'explore'>): Promise<void> {
    const { post, requests, engine } = this.options;
    const { trainer } = this.options.model;
    const found = await requests.perform({ channel: 'exploring', request }, async (signal) => {
      const { exploreModel } = await import('./later');
      return exploreModel({
        engine: engine(),
        trainer,
        config: asTrained(trainer.config, config),
        exploration,
        signal,
        onFrame: (done, total) => post({ request, type: 'exploring', done, total }),
      });
    });
    if (!found) return;
    const buffers = found.frames.map(({ pixels }) => pixels.buffer);
    post({ request, type: 'explored', ...found }, buffers);
  }
}
