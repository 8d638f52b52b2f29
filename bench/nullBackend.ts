// What needs no device: JavaScript's share of a step, its duration on Dawn's `null` backend, which computes nothing, and
// the dispatches of a step that this machine would not take. In a process of its own, because a process has one Dawn and one jax-js.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LabError } from '../src/lab/errors';
import type { EngineName, ModelName } from './results';

/** What nullChild.ts answers. */
export type NullAnswer = { readonly figure: number } | { readonly failure: string };

/** Milliseconds of a step at batch 1. @throws LabError `internal` when the process fails. */
export const javascriptMs = (engine: EngineName, model: ModelName): Promise<number> =>
  ask([engine, model, '1', 'ms']);

/** Dispatches of a step of ours in which all is fused that a tuner may fuse. @throws LabError as {@link javascriptMs}. */
export const fusedDispatches = (model: ModelName, batch: number): Promise<number> =>
  ask(['lab', model, `${batch}`, 'fused']);

function ask(
  args: readonly [engine: EngineName, model: ModelName, batch: string, figure: 'ms' | 'fused'],
): Promise<number> {
  const child = fork(fileURLToPath(new URL('nullChild.ts', import.meta.url)), args, {
    execArgv: process.execArgv,
    // Dawn and tfjs write greetings.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void =>
      reject(new LabError('internal', `Running ${args.join(' ')} without a device failed: ${reason}`));
    child.once('message', (answer: NullAnswer) => {
      if ('figure' in answer) resolve(answer.figure);
      else fail(answer.failure);
    });
    child.once('error', ({ message }) => fail(message));
    child.once('exit', (code) => fail(`its process ended with code ${code}.`));
  });
}
