// The model as something to keep, to open and to look at.
import { LabError, toFailure } from '../lab/errors';
import type { HandoverFormat } from '../lab/handover';
import { pretrainedModels, type PretrainedName } from '../lab/pretrained';
import type { LabState, ModelMoment, TrainedModel } from './state';
import type { StoreTools } from './tools';

export interface ModelActions {
  /** @throws LabError where the worker could not. */
  save(): Promise<ArrayBuffer>;
  /** The model in a form for other programs. @throws LabError naming what that form has no place for. */
  handOver(format: HandoverFormat): Promise<ArrayBuffer>;
  /**
   * Opens a model's file, or a zip of a diffusers folder; what is trained goes on until the file has proved good.
   * @param beside configurations that were opened together with weights, by their names
   */
  load(checkpoint: ArrayBuffer, beside?: Readonly<Record<string, Uint8Array>>): void;
  /** Fetches a trained model that comes with the page, and opens it. */
  openPretrained(name: PretrainedName): Promise<void>;
  /** Asks for the layers of the network that the present settings make. */
  outline(): void;
}

const momentOf = ({ run, step }: TrainedModel): ModelMoment => ({ run, step });

/** A line that says nothing for so long is dead. */
const patienceMs = 60_000;

/** @throws LabError `bad-file` with what to do next */
async function fetchPretrained(name: PretrainedName): Promise<ArrayBuffer> {
  try {
    const response = await fetch(pretrainedModels[name].file, { signal: AbortSignal.timeout(patienceMs) });
    if (!response.ok) throw new Error(`The answer was ${response.status}.`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw new LabError(
      'bad-file',
      'The trained model could not be fetched. See that the connection is there, and try again.',
      { cause, reason: { name: 'pretrained-missing', values: {} } },
    );
  }
}

/** There are weights, or soon will be, that no file holds: they would go with the page. */
export const holdsUnsaved = ({ model, saved, training, storage }: LabState): boolean => {
  // What the browser keeps is half a minute old at most.
  if (storage.kind === 'on') return false;
  if (['compiling', 'training', 'paused'].includes(training.kind)) return true;
  return model !== null && model.step > 0 && !(saved?.run === model.run && saved.step === model.step);
};

export const modelActions = ({ get, set, worker }: StoreTools): ModelActions => ({
  async save() {
    const { model } = get();
    const answer = await worker().ask('save', { type: 'save' });
    if (answer.type !== 'saved')
      throw new LabError('internal', `A model was answered with "${answer.type}".`);
    set({ saved: model && momentOf(model) });
    return answer.checkpoint;
  },
  async handOver(format) {
    const answer = await worker().ask('hand-over', { type: 'hand-over', format });
    if (answer.type !== 'handed-over')
      throw new LabError('internal', `A model was answered with "${answer.type}".`);
    return answer.file;
  },
  load(checkpoint, beside) {
    set({ modelFile: { kind: 'opening' } });
    worker().begin('model-file', {
      type: 'load',
      checkpoint,
      config: get().config,
      ...(beside && Object.keys(beside).length > 0 && { beside }),
    });
  },
  async openPretrained(name) {
    set({ modelFile: { kind: 'opening' } });
    try {
      const checkpoint = await fetchPretrained(name);
      worker().begin('model-file', { type: 'load', checkpoint, config: get().config });
    } catch (thrown) {
      set({ modelFile: { kind: 'failed', failure: toFailure(thrown) } });
    }
  },
  outline: () => void worker().begin('outline', { type: 'outline', config: get().config }),
});
