// What a checkpoint says of itself, before its tensors are looked at.
import { datasets } from '../../datasets/registry';
import { z } from '../../lab/zodMini';
import { LabError } from '../../lab/errors';
import { parseSavedConfig } from '../../lab/config';
import type { LabConfig } from '../../lab/fields';
import type { ImageShape } from '../models/model';
import { parseSafetensors } from './safetensors';

export interface CheckpointFacts {
  readonly config: LabConfig;
  readonly image: ImageShape;
  /** As many as the model has classes; a file that does not say them has those of its data set. */
  readonly classNames: readonly string[];
  /** Training steps done. */
  readonly step: number;
}

const size = z.int().check(z.positive());
const json = z.pipe(z.string(), z.transform(fromJson));

/** Of the file's metadata, which is all text. */
const factsSchema = z.object({
  config: z.pipe(json, z.record(z.string(), z.unknown())),
  image: z.pipe(json, z.object({ height: size, width: size, channels: size, classes: size })),
  step: z._default(z.pipe(z.coerce.number(), z.int().check(z.nonnegative())), 0),
  classNames: z.optional(z.pipe(json, z.array(z.string()))),
});

/** Of the files that are written: 2 has curves and film, 1 had no number. */
export const fileVersion = 2;

/** Weights that say nothing of themselves, as PyTorch and diffusers write them. */
export function isForeign(file: ArrayBuffer): boolean {
  const { metadata } = parseSafetensors(file);
  return metadata['config'] === undefined && metadata['image'] === undefined;
}

/** @throws LabError `bad-checkpoint` for a file of a later version of this program. */
function refuseNewer(metadata: Readonly<Record<string, string>>): void {
  const version = Number(metadata['version'] ?? 1);
  if (metadata['format'] !== 'diffusion-lab' || version <= fileVersion) return;
  throw new LabError(
    'bad-checkpoint',
    `The file is of version ${version}, and this program knows versions up to ${fileVersion}: open it with a newer one.`,
    { reason: { name: 'newer-file', values: { version, known: fileVersion } } },
  );
}

/** @throws LabError `bad-checkpoint` when the file is none of ours, or of a later version, `bad-setting` when its settings make no sense. */
export function checkpointFacts(file: ArrayBuffer): CheckpointFacts {
  const { metadata } = parseSafetensors(file);
  refuseNewer(metadata);
  const { success, data, error } = factsSchema.safeParse(metadata);
  if (!success) {
    throw new LabError(
      'bad-checkpoint',
      'The file does not say which settings it was trained with (metadata "config" and "image"): it was not saved by Diffusion Lab.',
      { cause: error, reason: { name: 'no-facts', values: {} } },
    );
  }
  const { config, image, step, classNames } = data;
  const saved = parseSavedConfig(config);
  return { config: saved, image, step, classNames: namesOf(saved, image, classNames) };
}

function namesOf(
  { dataset }: LabConfig,
  { classes }: ImageShape,
  told: readonly string[] | undefined,
): readonly string[] {
  const known: readonly string[] = datasets[dataset].classNames;
  const numbers = Array.from({ length: classes }, (_, i) => String(i));
  return [told, known].find((names) => names?.length === classes) ?? numbers;
}

function fromJson(text: string, context: z.core.ParsePayload): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.issues.push({ code: 'custom', message: 'not JSON', input: text });
    return z.NEVER;
  }
}
