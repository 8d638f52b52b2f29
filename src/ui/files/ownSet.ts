// The visitor's images before they are trained on: what was found, how it is to be brought to one size, and what
// becomes of it. The dialog of the same name shows it.
import { create } from 'zustand';
import type { FoundFiles } from '../../datasets/own/files';
import type { MadeImages, OwnChoice } from '../../datasets/own/make';
import { toFailure, type Failure } from '../../lab/errors';
import { runJob, type Advance } from '../state/jobs';
import { late } from '../state/late';
import { openDialog } from '../state/view';
import { openPicture } from './decode';
import { asOwn, type DroppedFile } from './gather';

const maker = late(() => import('../../datasets/own/make'));
const opener = late(() => import('../../datasets/own/containers'));

type Making =
  | { readonly kind: 'reading' }
  | { readonly kind: 'made'; readonly images: MadeImages }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface OwnSet {
  readonly choice: OwnChoice;
  /** Null before any were brought. */
  readonly found: FoundFiles | null;
  readonly making: Making;
}

const usual: OwnChoice = { side: null, fit: 'crop', colour: 'auto', classes: true };

export const useOwnSet = create<OwnSet>()(() => ({
  choice: usual,
  found: null,
  making: { kind: 'reading' },
}));

/** Files, or the way to them where it is long. */
type Dropped = readonly DroppedFile[] | ((advance: Advance) => Promise<readonly DroppedFile[]>);

/** Looks at files as images to train on, the folders among them as classes. */
export async function bringImages(dropped: Dropped): Promise<void> {
  openDialog('ownImages');
  useOwnSet.setState({ found: null, making: { kind: 'reading' } });
  await tell(async () => {
    const { openContainers } = await opener();
    const found = await runJob('pictures', async (advance) => {
      const files = typeof dropped === 'function' ? await dropped(advance) : dropped;
      return openContainers(files.map(asOwn), advance);
    });
    if (!found) return leave();
    useOwnSet.setState({ found });
    return make(useOwnSet.getState().choice);
  });
}

/** The same files in another way. */
export const chooseOwn = (changes: Partial<OwnChoice>): Promise<void> =>
  tell(() => make({ ...useOwnSet.getState().choice, ...changes }));

async function make(choice: OwnChoice): Promise<void> {
  const { found, making: before, choice: chosen } = useOwnSet.getState();
  if (!found) return;
  useOwnSet.setState({ choice, making: { kind: 'reading' } });
  const { makeOwnImages } = await maker();
  const images = await runJob('pictures', (advance) =>
    makeOwnImages(found, { choice, decode: openPicture, advance }),
  );
  // Another choice has taken the place of this one.
  if (useOwnSet.getState().choice !== choice) return;
  if (images) useOwnSet.setState({ making: { kind: 'made', images } });
  else if (before.kind === 'made') useOwnSet.setState({ making: before, choice: chosen });
  else leave();
}

/** Cancelled before there was anything to look at. */
function leave(): void {
  openDialog(null);
}

async function tell(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    useOwnSet.setState({ making: { kind: 'failed', failure: toFailure(thrown) } });
  }
}
