// JavaScript's share of a step: its duration on Dawn's `null` backend, which computes nothing. In a process of its
// own, because a process has one Dawn and one jax-js.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LabError } from '../src/lab/errors';
import type { EngineName, ModelName } from './results';

/** What nullChild.ts answers. */
export type NullAnswer = { readonly ms: number } | { readonly failure: string };

/** Milliseconds of a step at batch 1. @throws LabError `internal` when the process fails. */
export function javascriptMs(engine: EngineName, model: ModelName): Promise<number> {
  const child = fork(fileURLToPath(new URL('nullChild.ts', import.meta.url)), [engine, model], {
    execArgv: process.execArgv,
    // Dawn and tfjs write greetings.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void =>
      reject(new LabError('internal', `Timing JavaScript of ${engine} with ${model} failed: ${reason}`));
    child.once('message', (answer: NullAnswer) => {
      if ('ms' in answer) resolve(answer.ms);
      else fail(answer.failure);
    });
    child.once('error', ({ message }) => fail(message));
    child.once('exit', (code) => fail(`its process ended with code ${code}.`));
  });
}
