// Random images of the data set with what the whole set is like, as the dialog asks the worker for them.
import { useEffect, useState } from 'react';
import type { BrowsedImages } from '../../lab/browsing';
import { useActions, useLab } from '../../store/useLab';
import type { DatasetInfo } from '../../worker/protocol';

export interface Wanted {
  /** Of one class; null for any. */
  readonly label: number | null;
  readonly seed: number;
  /** Images at a time. */
  readonly count: number;
}

/** Null until they are here: also while other images are loaded. */
export function useBrowsed({ label, seed, count }: Wanted): BrowsedImages | null {
  const { browse } = useActions();
  const dataset = useLab((lab) => lab.dataset);
  // Until then the worker has none.
  const ready = useLab((lab) => lab.data.kind !== 'loading');
  const [browsed, setBrowsed] = useState<{ readonly of: DatasetInfo; readonly found: BrowsedImages } | null>(
    null,
  );
  useEffect(() => {
    if (!ready || !dataset) return;
    browse({ kind: 'random', label, count, seed }).then(
      (found) => setBrowsed({ of: dataset, found }),
      // A newer question has its own answer.
      () => undefined,
    );
  }, [ready, dataset, label, seed, count, browse]);
  return browsed && browsed.of === dataset ? browsed.found : null;
}
