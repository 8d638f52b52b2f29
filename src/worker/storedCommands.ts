// The runs that the browser keeps, on behalf of the page: listed, read, named, removed, and saved while they train.
import { checkpointFacts } from '../engine/checkpoint/facts';
import { decodeHistory } from '../engine/checkpoint/history';
import { parseSafetensors } from '../engine/checkpoint/safetensors';
import { LabError, toLabError } from '../lab/errors';
import type { Post, WorkerCommand } from './protocol';
import { RunKeeper } from './runKeeper';
import type { Claim, StoredRuns } from './storedRuns';

type StoredCommand = Extract<
  WorkerCommand,
  { readonly type: 'list-runs' | 'read-run' | 'name-run' | 'remove-run' }
>;

export interface StoredCommandsOptions {
  readonly post: Post;
  readonly openRuns?: () => Promise<StoredRuns>;
}

export class StoredCommands {
  private runs: StoredRuns | null = null;

  constructor(private readonly options: StoredCommandsOptions) {}

  /** Opens the storage and tells what is in it; where nothing can be kept, that is said. */
  async begin(request: number): Promise<void> {
    const { openRuns, post } = this.options;
    if (!openRuns) return;
    try {
      this.runs = await openRuns();
    } catch (thrown) {
      const { message, cause } = toLabError(thrown);
      post({
        request,
        type: 'notice',
        name: 'unkept',
        cause: cause instanceof Error ? `${message} ${cause.message}` : message,
      });
    }
    await this.list(request);
  }

  async handle(command: StoredCommand): Promise<void> {
    const { request } = command;
    const runs = this.demand();
    switch (command.type) {
      case 'list-runs':
        break;
      case 'name-run':
        await runs.rename(command.id, command.name);
        break;
      case 'remove-run':
        await runs.remove(command.id);
        break;
      case 'read-run': {
        const file = await runs.read(command.id);
        const { config, step } = checkpointFacts(file);
        const history = decodeHistory(parseSafetensors(file), step);
        this.options.post({ request, type: 'run-read', config, step, history });
        return;
      }
    }
    await this.list(request);
  }

  /** The file of a kept run, and the right to go on writing it. */
  async open(id: string): Promise<{ readonly claim: Claim; readonly checkpoint: ArrayBuffer }> {
    const runs = this.demand();
    const claim = await runs.claim(id);
    try {
      return { claim, checkpoint: await runs.read(id) };
    } catch (thrown) {
      claim.release();
      throw thrown;
    }
  }

  /** For a run that is kept nowhere yet; null where nothing can be kept. */
  async keeper(): Promise<RunKeeper | null> {
    return this.runs && this.keeperOf(await this.runs.claim());
  }

  keeperOf(claim: Claim): RunKeeper | null {
    return this.runs && new RunKeeper(this.runs, claim);
  }

  private async list(request: number): Promise<void> {
    this.options.post({ request, type: 'runs', runs: this.runs && (await this.runs.list()) });
  }

  private demand(): StoredRuns {
    if (this.runs) return this.runs;
    throw new LabError('storage', 'The browser keeps nothing for this page.');
  }
}
