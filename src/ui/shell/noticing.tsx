// Whether there has been anything to notify of; what shows it is fetched with the first.
import { useState } from 'react';
import { lacksOwnImages } from '../../store/data/actions';
import { useLab } from '../../store/useLab';
import { latePart } from '../parts/latePart';
import { jobNames, useJobs } from '../state/jobs';
import { useOffline } from '../state/offline';
import { useView } from '../state/view';
import classes from './shell.module.css';

export const Notices = latePart(
  async () => (await import('./Notices')).Notices,
  (note) => <div className={classes.noticesPlace}>{note}</div>,
);

/** True from the first notice on: the last one is taken away by what shows them. */
export function useNoticed(): boolean {
  const ofLab = useLab(
    (lab) =>
      lab.ignored.length > 0 ||
      lab.notices.length > 0 ||
      lab.dataset?.refused !== undefined ||
      lacksOwnImages(lab),
  );
  const ofView = useView(
    ({ unopened, fitted, unsaved, unspoken, givenBack }) =>
      unopened.length > 0 || [fitted, unsaved, unspoken, givenBack].some((notice) => notice !== null),
  );
  const ofPage = useOffline(({ update }) => update !== null);
  const ofJobs = useJobs((jobs) => jobNames.some((name) => jobs[name] !== null));
  const [noticed, setNoticed] = useState(false);
  if (!noticed && (ofLab || ofView || ofPage || ofJobs)) setNoticed(true);
  return noticed;
}
