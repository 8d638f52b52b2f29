// Runs in the browser: the same training on a stock backend, from the same weights and noise.
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend, memory } from '@tensorflow/tfjs-core';
import { openStockEngine } from '../../src/engine/engine';
import { Trainer } from '../../src/engine/training/trainer';
import { toFailure, type Failure } from '../../src/lab/errors';
import { defaultConfig } from '../../src/lab/fields';
import { tinyDataset as dataset } from '../../src/test/tinyDataset';

export interface TrainingOutcome {
  readonly losses: readonly number[];
  /** Tensors alive after the run less those before its last step. */
  readonly leakedTensors: number;
}

const config = {
  ...defaultConfig,
  model: 'playground' as const,
  width: 8,
  batchSize: 2,
  steps: 400,
  warmupSteps: 2,
  timesteps: 50,
};

/** The playground model at 8×8, `steps` steps of batch 2. */
export async function trainStock(backend: 'webgl' | 'cpu', steps: number): Promise<TrainingOutcome> {
  const engine = await openStockEngine(backend);
  const trainer = new Trainer({ engine, config, dataset });
  const losses: number[] = [];
  const run = async (more: number): Promise<void> => {
    for await (const report of trainer.run({ steps: more, reportEvery: 1e9 })) losses.push(...report.losses);
  };
  await run(steps - 1);
  const before = memory().numTensors;
  await run(1);
  const leakedTensors = memory().numTensors - before;
  trainer.dispose();
  engine.close();
  return { losses, leakedTensors };
}

/** Takes the WebGL context away after two steps of a training; null where nobody noticed. */
export async function loseContext(): Promise<Failure | null> {
  const engine = await openStockEngine('webgl');
  const { gl } = (backend() as MathBackendWebGL).gpgpu;
  const trainer = new Trainer({ engine, config, dataset });
  try {
    for await (const { step } of trainer.run({ steps: 20, reportEvery: 0 })) {
      if (step === 2) gl.getExtension('WEBGL_lose_context')?.loseContext();
    }
    return null;
  } catch (thrown) {
    return toFailure(thrown);
  }
}
