// What has to be there before something can be done: what the page says beside a button that is off.
import { canSee } from '../../store/mismatch';
import { canSample } from '../../store/sampling/actions';
import type { LabState } from '../../store/state';
import { canTrain } from '../../store/training/actions';

/** Names of texts (`needs.…`). */
export type Need =
  | 'gpu'
  | 'server'
  | 'model'
  | 'pause'
  | 'drawn'
  | 'opened'
  | 'samePictures'
  | 'pictures'
  | 'noise'
  | 'hidden';

/** What is under way and has to end first. */
function busyNeed({ sampling, quality, exploring, modelFile }: LabState): Need {
  const drawing = [sampling.kind, quality.kind, exploring.kind];
  if (drawing.some((kind) => kind === 'sampling' || kind === 'measuring' || kind === 'drawing'))
    return 'drawn';
  return modelFile.kind === 'opening' ? 'opened' : 'pause';
}

export function trainingNeed(lab: LabState): Need | null {
  const { device } = lab;
  if (device.kind === 'open' && device.backend === 'none')
    // The page as one file (scripts/singleFile.ts) has no worker, whatever the computer has.
    return import.meta.env.MODE === 'file' ? 'server' : 'gpu';
  return canTrain(lab) ? null : busyNeed(lab);
}

export function samplingNeed(lab: LabState): Need | null {
  if (lab.model === null) return 'model';
  return canSample(lab) ? null : busyNeed(lab);
}

/** Of samples that begin at a picture, half noised. @param position of the ruler */
export function variationNeed(lab: LabState, { hasPicture, position }: VariationStart): Need | null {
  const need = samplingNeed(lab);
  if (need) return need;
  if (!hasPicture) return 'pictures';
  if (!canSee(lab)) return 'samePictures';
  return position === 0 ? 'noise' : null;
}

export interface VariationStart {
  readonly hasPicture: boolean;
  readonly position: number;
}
