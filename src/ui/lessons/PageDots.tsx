// The pages of a lesson as a row of numbers: which is open, which are done, and the way to each.
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setLesson, type LessonPlace } from '../state/view';
import type { Lesson } from './format';
import classes from './lessons.module.css';
import { readProgress } from './progress';
import { lessonsNamespace } from './texts';

export function PageDots({ lesson, place }: { readonly lesson: Lesson; readonly place: LessonPlace }) {
  const { t } = useTranslation(lessonsNamespace);
  const done = readProgress()[lesson.id]?.done ?? [];
  return (
    <ol className={`${classes.dots} number`}>
      {lesson.pages.map((_, i) => (
        <li key={i}>
          <UnstyledButton
            className={classes.dot}
            aria-label={t('page', { page: i + 1 })}
            aria-current={i === place.step ? 'page' : undefined}
            data-done={done.includes(i)}
            onClick={() => setLesson({ id: place.id, step: i })}
          >
            {i + 1}
          </UnstyledButton>
        </li>
      ))}
    </ol>
  );
}
