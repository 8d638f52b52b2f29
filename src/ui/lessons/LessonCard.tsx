// The running lesson: what to do, a question, its answer, and the way on.
import { ActionIcon, Button, Collapse, Text } from '@mantine/core';
import { IconCircleCheckFilled, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabStore } from '../../store/useLab';
import { setLesson } from '../state/view';
import classes from './lessons.module.css';
import { RichText } from './RichText';
import { lessonsNamespace, useLessonTexts } from './texts';
import type { PanelId } from './lesson';
import { runLessons, useLesson } from './runner';

/** Marks the panel that the step is about. */
function useHighlight(name: PanelId | undefined): void {
  useEffect(() => {
    const panel = name && document.getElementById(`panel-${name}`);
    if (!panel) return undefined;
    panel.setAttribute('data-lesson', '');
    panel.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    return () => panel.removeAttribute('data-lesson');
  }, [name]);
}

export function LessonCard() {
  useLessonTexts();
  const { t } = useTranslation(lessonsNamespace);
  const store = useLabStore();
  const running = useLesson(({ begun }) => begun);
  useEffect(() => runLessons(store), [store]);
  useHighlight(running?.step.panel);
  const [shown, setShown] = useState<string | null>(null);
  if (!running) return null;
  const { lesson, done, step } = running;
  const index = running.place.step;
  const base = `lessons.${lesson.id}`;
  const words = `${base}.steps.${index}`;
  const last = index === lesson.steps.length - 1;
  return (
    <section className={classes.card} aria-label={t('title')} data-testid="lesson" data-done={done}>
      <div className={classes.head}>
        <Text fw={650}>{t(`${base}.title`)}</Text>
        <Text size="xs" c="dimmed" className="number">
          {t('progress', { step: index + 1, steps: lesson.steps.length })}
        </Text>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('end')}
          onClick={() => setLesson(null)}
        >
          <IconX size={16} />
        </ActionIcon>
      </div>
      <Text size="sm" component="div">
        <RichText text={t(`${words}.text`)} />
      </Text>
      <Text size="sm" component="div" className={classes.question}>
        <b className={classes.lead}>{t('question')}</b>
        <RichText text={t(`${words}.question`)} />
      </Text>
      <Collapse expanded={shown === words}>
        <Text size="sm" component="div" data-testid="lesson-answer">
          <b className={classes.lead}>{t('answer')}</b>
          <RichText text={t(`${words}.answer`)} />
        </Text>
      </Collapse>
      <div className={classes.foot}>
        <span className={classes.state} role="status">
          {step.until && done && (
            <>
              <IconCircleCheckFilled size={18} aria-hidden /> {t('done')}
            </>
          )}
          {step.until && !done && t('notYet')}
        </span>
        <Button
          size="xs"
          variant="default"
          aria-expanded={shown === words}
          onClick={() => setShown(shown === words ? null : words)}
        >
          {t(shown === words ? 'hideAnswer' : 'showAnswer')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={index === 0}
          onClick={() => setLesson({ id: lesson.id, step: index - 1 })}
        >
          {t('back')}
        </Button>
        <Button
          size="xs"
          variant={done ? 'filled' : 'light'}
          onClick={() => setLesson(last ? null : { id: lesson.id, step: index + 1 })}
          data-testid="lesson-next"
        >
          {t(last ? 'finish' : 'next')}
        </Button>
      </div>
    </section>
  );
}
