// How far the run has come, in words and as a bar.
import { Button, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { progressOf, type DataPhase } from '../../../store/phases';
import { useActions, useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { startupWords } from './startup';
import classes from './training.module.css';

/** What stays to be said when nothing runs: how far the model came. Said aloud when a training ends. */
function Finished() {
  const { t } = useTranslation();
  const format = useFormat();
  const step = useLab((lab) => lab.model?.step ?? 0);
  if (step === 0) return null;
  return (
    <Text size="sm" c="dimmed" className="number" data-testid="training-step" data-step={step}>
      {t('training.finished', { step: format.whole(step) })}
    </Text>
  );
}

/** The file that is on its way, and the way out of waiting for it. */
function Download({ phase: { fetching } }: { readonly phase: Extract<DataPhase, { kind: 'loading' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { cancelData } = useActions();
  if (!fetching) return null;
  const { place, file, done, total } = fetching;
  const key = done > 0 ? 'fetching' : 'asking';
  const words = { place, file, done: format.size(done), total: total > 0 ? format.size(total) : '?' };
  return (
    <div className={classes.download} data-testid="download">
      <Text size="xs" c="dimmed" className="number" aria-live="off">
        {t(`training.${key}${place === '' ? '' : 'From'}`, words)}
      </Text>
      <Button size="compact-xs" variant="default" onClick={cancelData}>
        {t('app.cancel')}
      </Button>
    </div>
  );
}

function Underway() {
  const { t } = useTranslation();
  const format = useFormat();
  const training = useLab((lab) => lab.training);
  const data = useLab((lab) => lab.data);
  const startup = startupWords(training, data);
  if (startup) {
    const words = { ...startup.values, percent: format.percent(startup.values['percent'] ?? 0) };
    return (
      <div className={classes.status} aria-live="polite" data-testid="startup">
        <Text size="sm">{t('training.underway', { words: t(startup.key, words) })}</Text>
        {data.kind === 'loading' && <Download phase={data} />}
        <Progress
          value={startup.share === null ? 100 : startup.share * 100}
          animated={startup.share === null}
          striped={startup.share === null}
          size="sm"
          aria-label={t(startup.key, words)}
        />
      </div>
    );
  }
  const progress = progressOf(training);
  if (!progress) return null;
  const { step, steps, stepsPerSecond, secondsLeft } = progress;
  const label = t('training.progress', { step: format.whole(step), steps: format.whole(steps) });
  return (
    <div className={classes.status} data-testid="training-progress">
      <div className={`${classes.numbers} number`}>
        <Text size="sm" fw={600} data-testid="training-step" data-step={step}>
          {label}
        </Text>
        <Text size="sm" c="dimmed">
          {stepsPerSecond > 0 && t('training.speed', { speed: format.number(stepsPerSecond) })}
          {training.kind === 'training' &&
            Number.isFinite(secondsLeft) &&
            ` · ${t('training.left', { time: format.duration(secondsLeft) })}`}
        </Text>
      </div>
      <Progress
        value={(100 * step) / Math.max(1, steps)}
        size="sm"
        aria-label={label}
        transitionDuration={200}
      />
    </div>
  );
}

export function TrainingStatus() {
  const resting = useLab((lab) => !startupWords(lab.training, lab.data) && !progressOf(lab.training));
  return (
    <div>
      <Underway />
      {/* Always there: what appears together with its region is not announced. */}
      <div role="status">{resting && <Finished />}</div>
    </div>
  );
}
