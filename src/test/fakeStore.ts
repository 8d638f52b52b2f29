// A store whose worker is played by the test.
import type { WorkerPort } from '../worker/client';
import type { ImageBatch } from '../lab/images';
import type { SampleFrame, StepReport } from '../lab/reports';
import type { WorkerCommand, DatasetInfo, WorkerEvent } from '../worker/protocol';
import type { LabConfig } from '../lab/fields';
import { createLabStore } from '../store/labStore';

type News = WorkerEvent extends infer E ? (E extends WorkerEvent ? Omit<E, 'request'> : never) : never;

class FakeWorker implements WorkerPort {
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  readonly received: WorkerCommand[] = [];

  postMessage(command: WorkerCommand): void {
    this.received.push(command);
  }

  terminate(): void {
    this.onmessage = null;
  }

  /** Answers the last command of a type. */
  answer(type: WorkerCommand['type'], news: News): void {
    const request = this.received.findLast((command) => command.type === type)?.request;
    if (request === undefined) throw new Error(`no command ${type}`);
    this.say({ ...news, request });
  }

  say(event: WorkerEvent): void {
    this.onmessage?.(new MessageEvent<WorkerEvent>('message', { data: event }));
  }

  types(): string[] {
    return this.received.map((command) => command.type);
  }
}

export const shape = { height: 1, width: 1, channels: 1 };

export const info: DatasetInfo = {
  ...shape,
  name: 'strokes',
  count: 1,
  classNames: ['0'],
  credit: '',
  preview: new Uint8Array(1),
  previewLabels: new Uint8Array(1),
};

export const report = (step: number): StepReport => ({
  step,
  steps: 2000,
  losses: Float64Array.of(0.5),
  quartileLosses: Float64Array.of(1, 2, 3, Number.NaN),
  gradientNorms: Float64Array.of(1),
  learningRate: 1e-3,
  stepsPerSecond: 10,
  imagesPerSecond: 640,
  secondsLeft: 20,
  gpuBytes: 1000,
});

export const pixel: ImageBatch = { ...shape, count: 1, pixels: Float32Array.of(0) };

/** Pure noise: what a film begins with. */
export const firstFrame: SampleFrame<ImageBatch> = {
  step: 0,
  steps: 50,
  timestep: 999,
  xt: pixel,
  predOriginalSample: pixel,
  predEpsilon: pixel,
  coefficients: {},
};

export function setUp() {
  const workers: FakeWorker[] = [];
  const makeWorker = (): FakeWorker => {
    workers.push(new FakeWorker());
    return present();
  };
  const present = (): FakeWorker => {
    const worker = workers.at(-1);
    if (!worker) throw new Error('no worker was made');
    return worker;
  };
  const store = createLabStore({ makeWorker });
  const { actions } = store.getState();
  const ready = (): void => {
    actions.boot();
    present().answer('open', { type: 'opened', backend: 'webgpu', adapter: 'test' });
    present().answer('load-data', { type: 'data', info });
  };
  /** The run that was asked for last begins, or goes on with what it could take over. */
  const began = (own: { readonly fresh?: boolean; readonly config?: LabConfig } = {}): void => {
    const asked = present().received.findLast((command) => command.type === 'train');
    if (!asked) throw new Error('no training was asked for');
    const { fresh, config } = asked;
    present().answer('train', {
      type: 'training',
      fresh,
      config,
      parameters: 7,
      shape,
      classNames: [],
      ...own,
    });
  };
  const train = (): void => {
    actions.train({ fresh: true });
    began();
    present().answer('train', { type: 'report', report: report(1) });
  };
  return { store, actions, present, workers, ready, began, train };
}
