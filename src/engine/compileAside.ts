// Compiles what a computation needs before it runs: a slow driver must not freeze the page for it.
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Engine } from './engine';

/** @param inputs what `run` reads: uploaded now, as the buffers that a compilation makes are thrown away */
export async function compileAside(
  engine: Engine,
  inputs: readonly Tensor[],
  run: () => void,
): Promise<void> {
  const runtime = engine.gpu?.runtime;
  if (!runtime) return;
  inputs.forEach((input) => runtime.binding(input));
  await engine.guard(runtime.compileAhead(run, () => undefined));
}
