// What only reads the model: samples, the denoising check, its files.
import type { Engine } from '../engine/engine';
import { asTrained } from '../lab/changes';
import type { LiveRequests } from './liveRequests';
import type { ModelSlot } from './modelSlot';
import type { Post, SampleLane, WorkerCommand } from './protocol';
import { buffersOf, sampleReverse } from './sampling';

interface ModelReadingsOptions {
  readonly post: Post;
  readonly requests: LiveRequests;
  readonly model: ModelSlot;
  /** @throws LabError `no-gpu` */
  readonly engine: () => Engine;
}

type CommandOf<T extends WorkerCommand['type']> = Extract<WorkerCommand, { type: T }>;

const samplingChannel = (lane: SampleLane): string => `sampling-${lane}`;

export class ModelReadings {
  constructor(private readonly options: ModelReadingsOptions) {}

  async sample({ request, config, start, lane }: CommandOf<'sample'>): Promise<void> {
    const { post, requests, engine } = this.options;
    const { trainer } = this.options.model;
    const drawn = await requests.perform({ channel: samplingChannel(lane), request }, (signal) =>
      sampleReverse({
        engine: engine(),
        trainer,
        config: asTrained(trainer.config, config),
        start,
        signal,
        onFrame: (frame) => post({ request, type: 'frame', lane, frame }, buffersOf(frame)),
      }),
    );
    // Whoever broke it off knows; a film that lacks its end is not a finished one.
    if (drawn) post({ request, type: 'sampled', lane });
  }

  async denoise(command: CommandOf<'denoise'>): Promise<void> {
    const { post, engine } = this.options;
    // Of now: it may give way to another while the code comes.
    const { trainer } = this.options.model;
    const { denoisePictures } = await import('./later');
    const answer = await denoisePictures(engine(), trainer, command);
    post({ request: command.request, type: 'denoised', ...answer }, [
      answer.corrupted.pixels.buffer,
      answer.predicted.pixels.buffer,
    ]);
  }

  async inside(command: CommandOf<'inside'>): Promise<void> {
    const { post, engine } = this.options;
    const { trainer } = this.options.model;
    const { insideOf } = await import('./later');
    const sight = await insideOf(engine(), trainer, command);
    post({ request: command.request, type: 'inside', ...sight });
  }

  async save(request: number): Promise<void> {
    const checkpoint = await this.options.model.trainer.checkpoint();
    this.options.post({ request, type: 'saved', checkpoint }, [checkpoint]);
  }

  async handOver({ request, format }: CommandOf<'hand-over'>): Promise<void> {
    const checkpoint = await this.options.model.trainer.checkpoint();
    const { handOver } = await import('../engine/handover/exchange');
    const file = await handOver(checkpoint, format);
    this.options.post({ request, type: 'handed-over', file }, [file]);
  }
}
