// Class mode: one panel fills the screen in large type, a lesson's text beside it. Next and back go through the lesson's
// pages, without one through the panels; by the keys of a presenter's remote too. Loaded when it is first entered.
import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isTaken } from '../hooks/keys';
import { useLesson } from '../lessons/runner';
import { setLesson, setStage, stages, type Stage } from '../state/view';
import classes from './ClassBar.module.css';

/** The panel that a lesson's page is about takes the stage; the ruler is on it always. */
function useLessonsPanel(): void {
  const light = useLesson(({ begun }) => begun?.page.light);
  useEffect(() => {
    const panel = stages.find((name) => name === light);
    if (panel) setStage(panel);
  }, [light]);
}

interface Way {
  /** Null where it ends. */
  readonly back: (() => void) | null;
  readonly next: (() => void) | null;
}

function useWay(stage: Stage): Way {
  const begun = useLesson((state) => state.begun);
  if (begun) {
    const { place, lesson } = begun;
    const to = (step: number) => (lesson.pages[step] ? () => setLesson({ id: place.id, step }) : null);
    return { back: to(place.step - 1), next: to(place.step + 1) };
  }
  const to = (panel: Stage | undefined) => (panel ? () => setStage(panel) : null);
  const here = stages.indexOf(stage);
  return { back: to(stages[here - 1]), next: to(stages[here + 1]) };
}

export function ClassBar({ stage }: { readonly stage: Stage }) {
  const { t } = useTranslation();
  const { back, next } = useWay(stage);
  useLessonsPanel();
  const onKey = (act: (() => void) | null) => (event: KeyboardEvent) => {
    if (isTaken(event, 'arrow')) return;
    event.preventDefault();
    act?.();
  };
  const options = { preventDefault: false };
  useHotkeys(
    [
      ['PageDown', onKey(next), options],
      ['PageUp', onKey(back), options],
    ],
    [],
  );
  return (
    <nav className={classes.bar} aria-label={t('classMode.title')} data-testid="class-bar">
      <h1 className={classes.name}>{t('app.title')}</h1>
      <Button variant="default" disabled={!back} onClick={() => back?.()} data-testid="class-back">
        {t('classMode.back')}
      </Button>
      <SegmentedControl
        className={classes.panels}
        aria-label={t('classMode.panels')}
        value={stage}
        onChange={setStage}
        data={stages.map((value) => ({ value, label: t(`${value}.title`) }))}
      />
      <Button disabled={!next} onClick={() => next?.()} data-testid="class-next">
        {t('classMode.next')}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('classMode.end')}
        title={t('classMode.end')}
        onClick={() => setStage(null)}
      >
        <IconX size={20} />
      </ActionIcon>
    </nav>
  );
}
