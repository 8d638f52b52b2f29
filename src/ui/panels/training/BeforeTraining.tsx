// What training will do, shown until there is a curve.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useLab } from '../../../store/useLab';
import { useFormat } from '../../model/format';
import { Formula } from '../../parts/Formula';
import { objectiveFormula } from './objectiveFormula';
import classes from './training.module.css';

const steps = ['noise', 'guess', 'learn'] as const;

/** Steps after which the opening recipe's digits can be read (docs/results/mnist-playground.md). */
const stepsToDigits = 1000;

export function BeforeTraining() {
  const { t } = useTranslation();
  const format = useFormat();
  const stepMs = useLab(({ device }) => (device.kind === 'open' ? device.stepMs : undefined));
  const settings = useLab(
    useShallow(({ config: { predictionType, loss, weighting, process } }) => ({
      predictionType,
      loss,
      weighting,
      process,
    })),
  );
  return (
    <div className={classes.empty}>
      <ol className={classes.story}>
        {steps.map((name, i) => (
          <li key={name}>
            <span className={classes.storyNumber} aria-hidden>
              {i + 1}
            </span>
            <Text size="sm">{t(`training.story.${name}`)}</Text>
          </li>
        ))}
      </ol>
      <div className={classes.objective}>
        <Formula tex={objectiveFormula(settings)} plain={t('training.story.learn')} />
      </div>
      <Text c="dimmed" size="sm">
        {t('training.empty')}
      </Text>
      {stepMs !== undefined && (
        <Text c="dimmed" size="sm">
          {t('training.estimate', { time: format.duration((stepMs * stepsToDigits) / 1000) })}
        </Text>
      )}
    </div>
  );
}
