// This engine as a contestant: its kernels, its optimiser, the recorded step.
import type { Engine } from '../src/engine/engine';
import { createStepper } from '../src/engine/training/stepper';
import { LabError } from '../src/lab/errors';
import type { Work } from './cases';
import type { Contestant } from './contestant';
import type { Meter } from './meter';

/** @throws LabError `internal` when the step cannot be recorded: the figures would be those of another engine. */
export async function startLab(engine: Engine, work: Work, meter: Meter): Promise<Contestant> {
  const { gpu } = engine;
  if (!gpu) throw new LabError('no-gpu', 'The benchmark needs WebGPU.');
  const onEager = (reason: string): never => {
    throw new LabError('internal', `Recording the training step failed: ${reason}`);
  };
  const stepper = createStepper({ engine, ...work, recording: { onEager } });
  await stepper.prepare(() => undefined);
  let step = 0;
  return {
    engine: 'lab',
    meter,
    async step() {
      await stepper.microStep(work.control(step++));
      await gpu.runtime.answers.workDone();
      engine.check();
    },
    loss: async () => (await stepper.readLog(0, 1))[0]?.loss ?? NaN,
    dispose: () => stepper.dispose(),
  };
}
