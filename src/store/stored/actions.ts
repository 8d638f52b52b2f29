// Runs that the browser keeps between visits: gone on with, opened, compared, named, removed.
import type { FiledDataset } from '../../datasets/registry';
import type { KeptSet } from '../../lab/stored';
import type { CommandBody, LabClient } from '../../worker/client';
import { newRun } from '../run';
import type { LabState } from '../state';
import type { StoreTools } from '../tools';

export interface StoredActions {
  /** Opens a kept run; what is trained goes on until it has proved good. */
  openStored(id: string, options: { readonly thenTrain: boolean }): void;
  /** Puts the curves of a kept run beside the present ones. @throws LabError where it cannot be read. */
  compareStored(id: string): Promise<void>;
  nameStored(id: string, name: string): void;
  removeStored(id: string): void;
  /** The data sets that the browser keeps; null where it keeps nothing. @throws LabError `stopped` for an earlier question. */
  keptData(): Promise<readonly KeptSet[] | null>;
  /** @returns what is left. @throws as above. */
  removeData(dataset: FiledDataset): Promise<readonly KeptSet[] | null>;
  /** Other tabs may have changed them. */
  listStored(): void;
}

async function askForData(
  worker: LabClient,
  body: CommandBody & { readonly type: 'list-data' | 'remove-data' },
): Promise<readonly KeptSet[] | null> {
  const answer = await worker.ask('kept-data', body);
  return answer.type === 'kept-data' ? answer.sets : null;
}

/** Before anything was done here: the run that was saved last, unless it is open elsewhere. */
export const runToGoOnWith = ({ storage, model, training, modelFile, device, runs }: LabState) => {
  const isFresh =
    model === null && runs.length === 0 && training.kind === 'idle' && modelFile.kind === 'idle';
  if (!isFresh || storage.kind !== 'on' || device.kind !== 'open' || device.backend === 'none') return null;
  return storage.runs.find(({ busy }) => !busy) ?? null;
};

export const storedActions = ({ get, set, worker }: StoreTools): StoredActions => ({
  keptData: () => askForData(worker(), { type: 'list-data' }),
  removeData: (dataset) => askForData(worker(), { type: 'remove-data', dataset }),
  openStored(id, { thenTrain }) {
    set({ modelFile: { kind: 'opening', thenTrain } });
    worker().begin('model-file', { type: 'open-run', id });
  },
  async compareStored(id) {
    const answer = await worker().ask('compare', { type: 'read-run', id });
    if (answer.type !== 'run-read') return;
    const { runs } = get();
    const { config, step, history } = answer;
    const run = newRun({
      id: Math.max(0, ...runs.map((one) => one.id)) + 1,
      config,
      parameters: 0,
      step,
      history,
    });
    // The present run stays the last.
    set({ runs: [...runs.slice(0, -1), run, ...runs.slice(-1)] });
  },
  nameStored: (id, name) => void worker().begin('runs', { type: 'name-run', id, name }),
  removeStored: (id) => void worker().begin('runs', { type: 'remove-run', id }),
  listStored: () => void worker().begin('runs', { type: 'list-runs' }),
});
