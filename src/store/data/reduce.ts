// What the worker's news of images change.
import { isBrought } from '../../datasets/registry';
import type { DatasetInfo } from '../../worker/protocol';
import { idle, type DataPhase } from '../phases';
import type { LabState } from '../state';
import type { EventOf } from '../events';

export const dataProgress = ({
  done,
  total,
  fetching,
}: EventOf<'progress'>): { readonly data: DataPhase } => ({
  data: { kind: 'loading', done, total, ...(fetching && { fetching }) },
});

/** Those that come in the place of the page's first strokes: a picture that was dropped meanwhile stays. */
const areAsBefore = (
  { dataset: before, config }: LabState,
  { name, height, width, channels }: DatasetInfo,
): boolean =>
  before?.name === name &&
  !isBrought(config.dataset) &&
  before.height === height &&
  before.width === width &&
  before.channels === channels;

/** Images that came also end the failure of a training for want of images. */
export function dataLoaded(state: LabState, { info }: EventOf<'data'>): Partial<LabState> {
  const { training, ownPicture } = state;
  const lackedImages = training.kind === 'failed' && ['no-data', 'bad-file'].includes(training.failure.code);
  return {
    data: { kind: 'ready' },
    dataset: info,
    ownPicture: areAsBefore(state, info) ? ownPicture : null,
    check: { kind: 'none' },
    ...(lackedImages && { training: idle }),
  };
}
