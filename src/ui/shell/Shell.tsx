// The page as a whole: header, settings, four panels around the time ruler, status line.
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Controls } from '../controls/Controls';
import { ForwardPanel } from '../panels/forward/ForwardPanel';
import { ReversePanel } from '../panels/reverse/ReversePanel';
import { SchedulePanel } from '../panels/schedule/SchedulePanel';
import { TrainingPanel } from '../panels/training/TrainingPanel';
import { DropZone } from '../files/DropZone';
import { latePart } from '../parts/latePart';
import { PartBoundary } from '../parts/PartBoundary';
import { TimeRuler } from '../parts/TimeRuler';
import classes from './shell.module.css';
import { Dialogs } from './Dialogs';
import { Header } from './Header';
import { fetchAhead, tryAgain } from '../state/late';
import { Notices, useNoticed } from './noticing';
import { StatusBar } from './StatusBar';
import { bubbles } from '../theme';
import { useKeepWhenHidden } from './useKeepWhenHidden';
import { useLeaveGuard } from './useLeaveGuard';
import { useProjector } from './useProjector';
import { useShortcuts } from './useShortcuts';
import { useView } from '../state/view';

/** Across all columns. */
function inRow(note: ReactNode): ReactNode {
  return <div className={classes.row}>{note}</div>;
}

const ClassBar = latePart(async () => (await import('./ClassBar')).ClassBar, inRow);
const CloserPanel = latePart(async () => (await import('../panels/closer/CloserPanel')).CloserPanel, inRow);
const LessonCard = latePart(async () => (await import('../lessons/LessonCard')).LessonCard, inRow);

/** What may be needed later is fetched as soon as the page rests, and again when the connection is back. */
function useFetchAhead(): void {
  useEffect(() => {
    const fetch = (): void => {
      tryAgain();
      void fetchAhead();
    };
    fetch();
    window.addEventListener('online', fetch);
    return () => window.removeEventListener('online', fetch);
  }, []);
}

export function Shell() {
  const { t } = useTranslation();
  useShortcuts();
  useLeaveGuard();
  useKeepWhenHidden();
  useFetchAhead();
  const { projected, stage } = useProjector();
  const noticed = useNoticed();
  const hasLesson = useView((view) => view.lesson !== null);
  const closer = useView((view) => view.closer);
  return (
    <div className={classes.shell} data-folded={projected}>
      <a className={classes.skip} href="#panels">
        {t('app.skip')}
      </a>
      <PartBoundary frame={(note) => <div className={classes.header}>{note}</div>}>
        <Header />
      </PartBoundary>
      {!projected && (
        <nav className={classes.sidebar} aria-label={t('header.settings')}>
          <PartBoundary>
            <Controls />
          </PartBoundary>
        </nav>
      )}
      <main id="panels" className={classes.panels} tabIndex={-1}>
        {hasLesson && <LessonCard />}
        <PartBoundary>
          <SchedulePanel />
        </PartBoundary>
        <PartBoundary>
          <ForwardPanel />
        </PartBoundary>
        <div id="panel-ruler" className={classes.ruler}>
          <PartBoundary>
            <TimeRuler />
          </PartBoundary>
        </div>
        {closer && <CloserPanel name={closer} />}
        <PartBoundary>
          <TrainingPanel />
        </PartBoundary>
        <PartBoundary>
          <ReversePanel />
        </PartBoundary>
        <div id={bubbles} className={classes.bubbles} />
      </main>
      <PartBoundary>
        <StatusBar />
      </PartBoundary>
      <Dialogs />
      <DropZone />
      {stage && <ClassBar stage={stage} />}
      {noticed && <Notices />}
    </div>
  );
}
