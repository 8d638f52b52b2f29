// Predict, then run: the visitor chooses what he expects before the page's tasks count. A class votes one after the other,
// each with a number key; afterwards prediction and outcome stand side by side. Nothing is sent.
import { Button, Text } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabStore } from '../../store/useLab';
import { useFormat } from '../hooks/format';
import { isTaken } from '../hooks/keys';
import classes from './lessons.module.css';
import { RichText } from './RichText';
import { takeVoteBack, vote } from './runner';
import { lessonsNamespace } from './texts';

export interface PredictionProps {
  readonly choices: readonly string[];
  /** Indices of choices, as they were made. */
  readonly votes: readonly number[];
  /** Index of what happens; told once everything was done. */
  readonly right: number;
  readonly told: boolean;
}

/** The keys 1 … n vote, Backspace takes the last vote back; before the page's own shortcuts hear of them. */
function useVotingKeys(choices: number, open: boolean): void {
  const store = useLabStore();
  useEffect(() => {
    if (!open) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (isTaken(event, 'letter') || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const choice = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
      if (choice >= 0 && choice < choices) vote(store, choice);
      else if (event.key === 'Backspace') takeVoteBack();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [store, choices, open]);
}

export function Prediction({ choices, votes, right, told }: PredictionProps) {
  const { t } = useTranslation(lessonsNamespace);
  const format = useFormat();
  const store = useLabStore();
  useVotingKeys(choices.length, !told);
  const countOf = (choice: number): number => votes.filter((one) => one === choice).length;
  const share = (choice: number): number => (votes.length > 0 ? countOf(choice) / votes.length : 0);
  const most = choices.map((_, i) => i).toSorted((a, b) => countOf(b) - countOf(a))[0] ?? 0;
  return (
    <div className={classes.prediction} role="group" aria-label={t('predict')} data-testid="prediction">
      <ol className={classes.choices}>
        {choices.map((choice, i) => (
          <li key={i} data-right={told && i === right}>
            <Button
              size="xs"
              variant={votes.includes(i) ? 'light' : 'default'}
              leftSection={<b>{i + 1}</b>}
              disabled={told}
              onClick={() => vote(store, i)}
            >
              <RichText text={choice} />
            </Button>
            <span
              className={classes.bar}
              style={{ inlineSize: `${share(i) * 100}%` }}
              data-shown={votes.length > 0}
              aria-hidden
            />
            <Text size="xs" className="number" data-testid={`votes-${i}`}>
              {votes.length > 0 && format.whole(countOf(i))}
              {told && i === right && (
                <IconCircleCheckFilled size={16} role="img" aria-label={t('happened')} />
              )}
            </Text>
          </li>
        ))}
      </ol>
      {told ? (
        <dl className={classes.sides} data-testid="prediction-told">
          <div>
            <dt>{t('expected')}</dt>
            <dd>
              <RichText text={choices[most] ?? ''} />
            </dd>
          </div>
          <div>
            <dt>{t('happened')}</dt>
            <dd>
              <RichText text={choices[right] ?? ''} />
            </dd>
          </div>
        </dl>
      ) : (
        <Text size="xs" c="dimmed">
          {t('predictHint', { last: choices.length })}
        </Text>
      )}
    </div>
  );
}
