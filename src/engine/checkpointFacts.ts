// What a checkpoint says of itself, before its tensors are looked at.
import { LabError } from '../lab/errors';
import { parseConfig } from '../lab/config';
import type { LabConfig } from '../lab/fields';
import type { ImageShape } from './models/model';
import { parseSafetensors } from './safetensors';

export interface CheckpointFacts {
  readonly config: LabConfig;
  readonly image: ImageShape;
  /** Training steps done. */
  readonly step: number;
}

/** @throws LabError `bad-checkpoint` when the file is none of ours. */
export function checkpointFacts(file: ArrayBuffer): CheckpointFacts {
  const { metadata } = parseSafetensors(file);
  const { config, image, step } = metadata;
  if (!config || !image) {
    throw new LabError(
      'bad-checkpoint',
      'The file does not say which settings it was trained with (metadata "config" and "image"): it was not saved by Diffusion Lab.',
      { reason: { name: 'no-facts', values: {} } },
    );
  }
  return {
    config: parseConfig(JSON.parse(config) as Record<string, unknown>),
    image: JSON.parse(image) as ImageShape,
    step: Number(step ?? 0),
  };
}
