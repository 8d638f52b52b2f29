// Training and sampling in the plane, in turns, so that a command can come in between. No worker globals here.
import { sampleCloud } from '../diffusion/plane/sample';
import { PlaneTrainer } from '../diffusion/plane/train';
import { clipOf, planSampler } from '../diffusion/samplers/index';
import { toFailure } from '../lab/errors';
import type { PlaneCommand, PlaneEvent } from './planeProtocol';

/** Milliseconds between two news. */
const turnMs = 120;

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

export class PlaneSession {
  private trainer: PlaneTrainer | null = null;
  /** Goes up with each training and each stop: what belongs to an earlier one ends. */
  private turn = 0;

  constructor(private readonly post: (event: PlaneEvent) => void) {}

  async handle(command: PlaneCommand): Promise<void> {
    try {
      if (command.type === 'stop') this.turn += 1;
      if (command.type === 'train') await this.train(command);
      if (command.type === 'sample') this.sample(command);
    } catch (thrown) {
      this.post({ type: 'failed', ...toFailure(thrown) });
    }
  }

  private async train({ set, config, steps }: Extract<PlaneCommand, { type: 'train' }>): Promise<void> {
    this.turn += 1;
    const mine = this.turn;
    const trainer = new PlaneTrainer(set, config, steps);
    this.trainer = trainer;
    for (let ended = false; !ended;) {
      const losses: number[] = [];
      const begun = performance.now();
      while (trainer.step < steps && performance.now() - begun < turnMs) losses.push(trainer.train());
      await rest();
      // Another training has taken its place.
      if (this.trainer !== trainer) return;
      const { step } = trainer;
      ended = step === steps || this.turn !== mine;
      this.post({ type: 'trained', step, steps, losses, parameters: trainer.model.parameters, ended });
    }
  }

  private sample({ config, count }: Extract<PlaneCommand, { type: 'sample' }>): void {
    if (!this.trainer) return;
    const { model, tables } = this.trainer;
    const options = {
      stages: planSampler(config, tables),
      clip: clipOf(config),
      count,
      seed: config.sampleSeed,
    };
    this.post({ type: 'sampled', frames: [...sampleCloud(model, options)] });
  }
}
