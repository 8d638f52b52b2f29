// Predict, then run, outside lessons: where the loss will end, chosen before the training; afterwards both stand here.
import { SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { lastLoss } from '../../../store/run';
import { useLab } from '../../../store/useLab';
import { useFormat, type Format } from '../../hooks/format';
import { choiceOf, guess, lossBounds, useGuess } from '../../state/guess';
import classes from './training.module.css';

const choices = Array.from({ length: lossBounds.length + 1 }, (_, i) => i);

function wordsOf(choice: number, { number }: Format): string {
  const [low, high] = [lossBounds[choice - 1], lossBounds[choice]];
  if (low === undefined) return `< ${number(high ?? 0)}`;
  return high === undefined ? `≥ ${number(low)}` : `${number(low)} – ${number(high)}`;
}

/** Before there is a curve. */
export function LossGuess() {
  const { t } = useTranslation();
  const format = useFormat();
  const { choice } = useGuess();
  const lastRun = useLab(({ runs }) => runs.at(-1)?.id ?? 0);
  return (
    <div className={classes.guess}>
      <Text size="sm" id="loss-guess">
        {t('training.guess.ask')}
      </Text>
      <SegmentedControl
        size="xs"
        aria-labelledby="loss-guess"
        value={String(choice ?? -1)}
        onChange={(value) => guess(Number(value) < 0 ? null : Number(value), lastRun)}
        data={[
          { value: '-1', label: t('training.guess.none') },
          ...choices.map((one) => ({ value: String(one), label: wordsOf(one, format) })),
        ]}
        data-testid="loss-guess"
      />
    </div>
  );
}

/** What was expected beside what came, once the run has ended. */
export function GuessTold() {
  const { t } = useTranslation();
  const format = useFormat();
  const { choice, after } = useGuess();
  const run = useLab(({ runs }) => runs.at(-1));
  const ended = useLab(({ training }) => training.kind === 'idle');
  if (choice === null || !run || run.id <= after || !ended) return null;
  const loss = lastLoss(run);
  if (!Number.isFinite(loss)) return null;
  return (
    <Text size="sm" role="status" data-testid="guess-told">
      {t(choiceOf(loss) === choice ? 'training.guess.right' : 'training.guess.other', {
        expected: wordsOf(choice, format),
        happened: format.number(loss),
      })}
    </Text>
  );
}
