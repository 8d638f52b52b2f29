// The visitor's images before they are trained on: what was found, how it is to be brought to one size, and what
// becomes of it. The dialog of the same name shows it.
import { create } from 'zustand';
import type { FoundFiles, OwnFile } from '../../datasets/own/files';
import type { MadeImages, OwnChoice } from '../../datasets/own/make';
import { toFailure, type Failure } from '../../lab/errors';
import { runJob } from '../state/jobs';
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

/** Counts what was asked for: whatever comes after has taken the place of what is under way. */
let asked = 0;

/** Looks at files as images to train on, the folders among them as classes. */
export const bringImages = (dropped: readonly DroppedFile[]): Promise<void> =>
  bringOwnFiles(dropped.map(asOwn));

export async function bringOwnFiles(files: readonly OwnFile[]): Promise<void> {
  openDialog('ownImages');
  useOwnSet.setState({ found: null, making: { kind: 'reading' } });
  await tell(async (isLatest) => {
    const { openContainers } = await opener();
    const found = await runJob('pictures', (advance) => openContainers(files, advance));
    if (!isLatest()) return;
    if (!found) return leave();
    useOwnSet.setState({ found });
    await make(useOwnSet.getState().choice, isLatest);
  });
}

/** The same files in another way. */
export const chooseOwn = (changes: Partial<OwnChoice>): Promise<void> =>
  tell((isLatest) => make({ ...useOwnSet.getState().choice, ...changes }, isLatest));

async function make(choice: OwnChoice, isLatest: () => boolean): Promise<void> {
  const { found, making: before, choice: chosen } = useOwnSet.getState();
  if (!found) return;
  useOwnSet.setState({ choice, making: { kind: 'reading' } });
  const { makeOwnImages } = await maker();
  const images = await runJob('pictures', (advance) =>
    makeOwnImages(found, { choice, decode: openPicture, advance }),
  );
  if (!isLatest()) return;
  if (images) useOwnSet.setState({ making: { kind: 'made', images } });
  // Cancelled: what was there before stays.
  else if (before.kind === 'made') useOwnSet.setState({ making: before, choice: chosen });
  else leave();
}

/** Cancelled before there was anything to look at. */
function leave(): void {
  openDialog(null);
}

async function tell(work: (isLatest: () => boolean) => Promise<void>): Promise<void> {
  const mine = ++asked;
  const isLatest = (): boolean => mine === asked;
  try {
    await work(isLatest);
  } catch (thrown) {
    if (isLatest()) useOwnSet.setState({ making: { kind: 'failed', failure: toFailure(thrown) } });
  }
}
