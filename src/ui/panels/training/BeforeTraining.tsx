// What training will do, shown until there is a curve.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useLab } from '../../../store/useLab';
import { Formula } from '../../parts/Formula';
import { objectiveFormula } from './objectiveFormula';
import classes from './training.module.css';

const steps = ['noise', 'guess', 'learn'] as const;

export function BeforeTraining() {
  const { t } = useTranslation();
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
    </div>
  );
}
