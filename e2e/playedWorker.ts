// A worker that trains nothing and says what one that trains would say.
import type { Page } from '@playwright/test';
import type { WorkerCommand, WorkerEvent } from '../src/worker/protocol';
import { replaceWorker } from './worker';

export interface Play {
  /** Of the training; a report after each. */
  readonly steps: number;
  /** Between two steps. */
  readonly everyMs: number;
  /** What the self-test says of the GPU: milliseconds of the opening recipe's step. */
  readonly stepMs?: number;
}

/** Runs as a script of its own, and knows nothing of this file. */
function script({ steps, everyMs, stepMs }: Play): void {
  const shape = { height: 28, width: 28, channels: 1 };
  const info = {
    ...shape,
    name: 'strokes',
    count: 1,
    classNames: ['0'],
    credit: '',
    preview: new Uint8Array(28 * 28),
    previewLabels: new Uint8Array(1),
  } as const;
  // As many multiply-adds as the opening recipe's network has.
  const layer = {
    ...shape,
    name: '',
    kind: 'convolution',
    size: 28,
    parameters: 1,
    multiplyAdds: 12e6,
  } as const;
  const post = (event: WorkerEvent): void => self.postMessage(event);

  function train({ request, config }: Extract<WorkerCommand, { type: 'train' }>): void {
    post({ request, type: 'training', fresh: true, config, parameters: 1, shape, classNames: [] });
    let step = 0;
    const goOn = (): void => {
      step += 1;
      const report = {
        step,
        steps,
        losses: Float64Array.of(0.5),
        gradientNorms: Float64Array.of(1),
        quartileLosses: new Float64Array(4),
        learningRate: 1e-3,
        stepsPerSecond: 1,
        imagesPerSecond: 1,
        secondsLeft: steps - step,
        gpuBytes: 1,
      };
      post({ request, type: 'report', report });
      if (step < steps) setTimeout(goOn, everyMs);
      else post({ request, type: 'trained', step, stopped: false });
    };
    goOn();
  }

  self.onmessage = ({ data }: MessageEvent<WorkerCommand>) => {
    const { request } = data;
    if (data.type === 'open')
      post({
        request,
        type: 'opened',
        backend: 'webgpu',
        adapter: 'played',
        software: true,
        ...(stepMs !== undefined && { stepMs }),
      });
    if (data.type === 'load-data') post({ request, type: 'data', info });
    if (data.type === 'outline') post({ request, type: 'outline', layers: [layer] });
    if (data.type === 'save') post({ request, type: 'saved', checkpoint: new ArrayBuffer(8) });
    if (data.type === 'train') train(data);
  };
}

export const playWorker = (page: Page, play: Play): Promise<unknown> =>
  replaceWorker(page, `(${script.toString()})(${JSON.stringify(play)});`);
