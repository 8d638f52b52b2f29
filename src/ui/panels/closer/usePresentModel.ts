// Whether there is a model to ask of the page's pictures at the page's noise, and which.
import { canSee } from '../../../store/mismatch';
import { isResting } from '../../../store/phases';
import { useLab } from '../../../store/useLab';
import { scheduleKey } from '../../hooks/tables';

export interface PresentModel {
  /** It was trained for pictures of this shape and with this schedule. */
  readonly isThere: boolean;
  /** It can be asked now: nothing else is computed with it. */
  readonly answers: boolean;
  /** Of its weights; changes with every training step. */
  readonly moment: string | null;
}

export function usePresentModel(): PresentModel {
  const isThere = useLab(
    (lab) => canSee(lab) && lab.model !== null && scheduleKey(lab.model.config) === scheduleKey(lab.config),
  );
  const rests = useLab((lab) => isResting(lab.training) && lab.sampling.kind !== 'sampling');
  const moment = useLab(({ model }) => model && `${model.run}/${model.step}`);
  return { isThere, answers: isThere && rests, moment };
}
