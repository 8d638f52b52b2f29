// What the worker's news of images change.
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

/** Images that came also end the failure of a training for want of images. */
export function dataLoaded({ training }: LabState, { info }: EventOf<'data'>): Partial<LabState> {
  const lackedImages = training.kind === 'failed' && ['no-data', 'bad-file'].includes(training.failure.code);
  return {
    data: { kind: 'ready' },
    dataset: info,
    ownPicture: null,
    check: { kind: 'none' },
    ...(lackedImages && { training: idle }),
  };
}
