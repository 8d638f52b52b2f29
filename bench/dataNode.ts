// A data set in Node: how long it takes to load, and what of memory.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DatasetName } from '../src/datasets/registry';
import { LabError } from '../src/lab/errors';

/** What dataChild.ts answers. */
export interface NodeAnswer {
  readonly ms: number;
  /** Of all threads. */
  readonly cpuMs: number;
  /** Most resident memory, above what the process had before. */
  readonly peakBytes: number;
  readonly images: number;
  readonly shape: readonly [width: number, height: number, channels: number];
  readonly imageBytes: number;
  /** Buffers of images, labels and the table of noise levels. */
  readonly gpuBytes: number;
}

/** @throws LabError `internal` when the process fails. */
export function inNode(folder: string, name: DatasetName): Promise<NodeAnswer> {
  const child = fork(fileURLToPath(new URL('dataChild.ts', import.meta.url)), [folder, name], {
    execArgv: process.execArgv,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void =>
      reject(new LabError('internal', `Loading ${name} in Node failed: ${reason}`));
    child.once('message', (answer: NodeAnswer | { readonly failure: string }) => {
      if ('failure' in answer) fail(answer.failure);
      else resolve(answer);
    });
    child.once('error', ({ message }) => fail(message));
    child.once('exit', (code) => fail(`its process ended with code ${code}.`));
  });
}
