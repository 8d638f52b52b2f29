// How a folder of diffusers is refused: by the name of what cannot be had here.
import { LabError } from '../../../lab/errors';

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)) ?? '';

/** An option that the lab has no place for, or not with this value. */
export function refuseOption(option: string, value: unknown): LabError {
  const text = shown(value).slice(0, 60);
  return new LabError('bad-checkpoint', `The model has ${option} = ${text}, which is not supported here.`, {
    reason: { name: 'option-unsupported', values: { option, value: text } },
  });
}

/** @param why in English, for the details */
export const refuseUnread = (file: string, why: string, cause?: unknown): LabError =>
  new LabError('bad-checkpoint', `${file} of the diffusers folder cannot be used: ${why}.`, {
    cause,
    reason: { name: 'folder-file', values: { file } },
  });
