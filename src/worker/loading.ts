// A model's file that is to be opened, and what it is opened with.
import { checkpointFacts, isForeign, type CheckpointFacts } from '../engine/checkpoint/facts';
import { defaultConfig, type LabConfig } from '../lab/fields';
import type { PictureShape } from '../lab/images';
import { isZip } from '../lab/zip';
import type { Claim } from './storedRuns';

export interface Loading {
  readonly checkpoint: ArrayBuffer;
  /** For weights that say nothing of themselves. */
  readonly config?: LabConfig;
  readonly changes?: Partial<LabConfig>;
  /** Of the kept run that the file is of. */
  readonly claim?: Claim;
}

/**
 * Settings and images of a file: its own, else the page's.
 * @param imagesOf what the settings' images are like
 */
export function factsToOpen(
  { checkpoint, config, changes }: Loading,
  imagesOf: (config: LabConfig) => PictureShape & { readonly classNames: readonly string[] },
): Omit<CheckpointFacts, 'step'> {
  if (!config || !isForeign(checkpoint)) {
    const facts = checkpointFacts(checkpoint);
    return { config: { ...facts.config, ...changes }, image: facts.image, classNames: facts.classNames };
  }
  const { height, width, channels, classNames } = imagesOf(config);
  return { config, image: { height, width, channels, classes: classNames.length }, classNames };
}

/**
 * What is to be opened, as a file of ours: a folder of diffusers is written anew, weights that come alone stay as they are.
 * @throws LabError `bad-file`, `bad-checkpoint` naming what is not supported.
 */
export async function ownFile({
  checkpoint,
  beside = {},
  config = defaultConfig,
}: Pick<Loading, 'checkpoint' | 'config'> & {
  readonly beside?: Readonly<Record<string, Uint8Array>>;
}): Promise<ArrayBuffer> {
  const archived = isZip(new Uint8Array(checkpoint));
  if (!archived && (Object.keys(beside).length === 0 || !isForeign(checkpoint))) return checkpoint;
  const { openFolder, openZip } = await import('../engine/handover/exchange');
  return archived
    ? openZip(checkpoint, config)
    : openFolder({ ...beside, '.safetensors': new Uint8Array(checkpoint) }, config);
}
