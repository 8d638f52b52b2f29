// The page as a whole: header, settings, four panels around the time ruler, status line.
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Controls } from '../controls/Controls';
import { ForwardPanel } from '../panels/forward/ForwardPanel';
import { ReversePanel } from '../panels/reverse/ReversePanel';
import { SchedulePanel } from '../panels/schedule/SchedulePanel';
import { TrainingPanel } from '../panels/training/TrainingPanel';
import { TimeRuler } from '../parts/TimeRuler';
import classes from './app.module.css';
import { Dialogs } from './Dialogs';
import { Header } from './Header';
import { Notices } from './Notices';
import { StatusBar } from './StatusBar';
import { useProjector } from './useProjector';
import { useShortcuts } from './useShortcuts';
import { useView } from './view';

const LessonCard = lazy(async () => ({ default: (await import('../lessons/LessonCard')).LessonCard }));

export function Shell() {
  const { t } = useTranslation();
  useShortcuts();
  const projector = useProjector();
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
      </main>
      <StatusBar />
      <Dialogs />
      <Notices />
    </div>
  );
}
