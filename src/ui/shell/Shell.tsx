// The page as a whole: header, settings, four panels around the time ruler, status line.
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Controls } from '../controls/Controls';
import { ForwardPanel } from '../panels/forward/ForwardPanel';
import { ReversePanel } from '../panels/reverse/ReversePanel';
import { SchedulePanel } from '../panels/schedule/SchedulePanel';
import { TrainingPanel } from '../panels/training/TrainingPanel';
import { useLab } from '../../store/useLab';
import { DropZone } from '../files/DropZone';
import { TimeRuler } from '../parts/TimeRuler';
import classes from './shell.module.css';
import { Dialogs } from './Dialogs';
import { Header } from './Header';
import { jobNames, useJobs } from '../state/jobs';
import { StatusBar } from './StatusBar';
import { bubbles } from '../theme';
import { useLeaveGuard } from './useLeaveGuard';
import { useProjector } from './useProjector';
import { useShortcuts } from './useShortcuts';
import { useView } from '../state/view';

const Notices = lazy(async () => ({ default: (await import('./Notices')).Notices }));
const LessonCard = lazy(async () => ({ default: (await import('../lessons/LessonCard')).LessonCard }));

/** True from the first notice on: the last one is taken away by what shows them. */
function useNoticed(): boolean {
  const ofLab = useLab(
    (lab) => lab.ignored.length > 0 || lab.notices.length > 0 || lab.dataset?.refused !== undefined,
  );
  const ofView = useView((view) => view.unopened.length > 0 || view.fitted !== null || view.unsaved !== null);
  const ofJobs = useJobs((jobs) => jobNames.some((name) => jobs[name] !== null));
  const [noticed, setNoticed] = useState(false);
  if (!noticed && (ofLab || ofView || ofJobs)) setNoticed(true);
  return noticed;
}

export function Shell() {
  const { t } = useTranslation();
  useShortcuts();
  useLeaveGuard();
  const projector = useProjector();
  const noticed = useNoticed();
  const hasLesson = useView((view) => view.lesson !== null);
  return (
    <div className={classes.shell} data-folded={projector}>
      <a className={classes.skip} href="#panels">
        {t('app.skip')}
      </a>
      <Header />
      {!projector && (
        <nav className={classes.sidebar} aria-label={t('header.settings')}>
          <Controls />
        </nav>
      )}
      <main id="panels" className={classes.panels} tabIndex={-1}>
        {hasLesson && (
          <Suspense>
            <LessonCard />
          </Suspense>
        )}
        <SchedulePanel />
        <ForwardPanel />
        <div className={classes.ruler}>
          <TimeRuler />
        </div>
        <TrainingPanel />
        <ReversePanel />
        <div id={bubbles} className={classes.bubbles} />
      </main>
      <StatusBar />
      <Dialogs />
      <DropZone />
      {noticed && (
        <Suspense>
          <Notices />
        </Suspense>
      )}
    </div>
  );
}
