// What a page of a lesson asks for: each task ticks itself.
import { Text } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FieldKey } from '../../lab/fields';
import { useTimesteps } from '../hooks/tables';
import { useFormat, type Format } from '../hooks/format';
import type { Task } from './format';
import classes from './lessons.module.css';
import { lessonsNamespace } from './texts';

interface Words {
  readonly t: TFunction;
  readonly page: TFunction;
  readonly format: Format;
  readonly timesteps: number;
}

/** A value of a setting as its control writes it. */
function valueWords(key: FieldKey, value: string | number | boolean, { page, format }: Words): string {
  if (typeof value === 'boolean') return page(value ? 'controls.on' : 'controls.off');
  if (typeof value === 'number')
    return key === 'sampleClass' && value < 0 ? page(classWords(value)) : format.exact(value);
  return page(`choices.${key}.${value}`);
}

const classWords = (value: number): string => (value === -1 ? 'reverse.each' : 'reverse.any');

function taskWords(task: Task, words: Words): string {
  const { t, page, timesteps } = words;
  const label = (key: FieldKey): string => page(`fields.${key}.label`);
  switch (task.do) {
    case 'ruler-within':
      return t('task.ruler-within', {
        from: Math.round(task.from * timesteps),
        to: Math.round(task.to * timesteps),
      });
    case 'set':
      return t('task.set', {
        setting: label(task.setting),
        value: task.to.map((value) => valueWords(task.setting, value, words)).join(' / '),
      });
    case 'change':
      return t('task.change', { settings: task.settings.map(label).join(' / ') });
    case 'train':
      return t('task.train', { steps: words.format.whole(task.steps) });
    case 'move-ruler':
    case 'reach-noise':
    case 'pick-picture':
    case 'draw':
    case 'vary':
    case 'compare':
      return t(`task.${task.do}`);
  }
}

export interface TaskListProps {
  readonly tasks: readonly Task[];
  /** How many of them are done. */
  readonly done: number;
}

export function TaskList({ tasks, done }: TaskListProps) {
  const { t } = useTranslation(lessonsNamespace);
  const { t: page } = useTranslation();
  const format = useFormat();
  const timesteps = useTimesteps();
  return (
    <ul className={classes.tasks} aria-label={t('tasks')}>
      {tasks.map((task, i) => (
        <li key={i} data-done={i < done} data-testid="lesson-task">
          {i < done ? (
            <IconCircleCheckFilled size={18} role="img" aria-label={t('done')} />
          ) : (
            <IconCircle size={18} aria-hidden />
          )}
          <Text size="sm" component="span">
            {taskWords(task, { t, page, format, timesteps })}
          </Text>
        </li>
      ))}
    </ul>
  );
}
