// What training will do, shown until there is a curve.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { useNoisedPicture } from '../../hooks/noisedPicture';
import { usePosition } from '../../hooks/time';
import { Formula } from '../../parts/Formula';
import { PixelGrid } from '../../parts/PixelGrid';
import { objectiveFormula } from './objectiveFormula';
import classes from './training.module.css';

/** Steps after which the opening recipe's digits can be read (docs/results/mnist-playground.md). */
const stepsToDigits = 1000;

/** A UNet from the side: down to few pixels and up again. */
function Network() {
  return (
    <svg viewBox="0 0 64 64" className={classes.network} aria-hidden>
      {[44, 28, 14, 28, 44].map((height, i) => (
        <rect key={i} x={6 + i * 11} y={(64 - height) / 2} width="8" height={height} rx="2" />
      ))}
    </svg>
  );
}

/** One training step, told with the picture under the ruler: what the network is shown, and what it should say. */
function Story() {
  const { t } = useTranslation();
  const { position, timesteps } = usePosition();
  // In a clean picture there would be nothing to undo.
  const noised = useNoisedPicture(position || Math.round(timesteps / 2));
  const clean = useNoisedPicture(0);
  const steps = [
    {
      name: 'noise',
      picture: noised && <PixelGrid pictures={noised} label={t('training.trio.noised')} />,
    },
    { name: 'guess', picture: <Network /> },
    { name: 'learn', picture: clean && <PixelGrid pictures={clean} label={t('training.trio.clean')} /> },
  ];
  return (
    <ol className={classes.story}>
      {steps.map(({ name, picture }) => (
        <li key={name}>
          <div className={classes.storyPicture}>{picture}</div>
          <Text size="sm">{t(`training.story.${name}`)}</Text>
        </li>
      ))}
    </ol>
  );
}

export function BeforeTraining() {
  const { t } = useTranslation();
  const format = useFormat();
  const stepMs = useLab(({ device }) => (device.kind === 'open' ? device.stepMs : undefined));
  const awaitsTrain = useLab(
    ({ device, training }) =>
      training.kind === 'idle' && !(device.kind === 'open' && device.backend === 'none'),
  );
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
      <Story />
      <div className={classes.objective}>
        <Formula tex={objectiveFormula(settings)} plain={t('training.story.learn')} />
      </div>
      {awaitsTrain && (
        <Text c="dimmed" size="sm">
          {t('training.empty')}
        </Text>
      )}
      {stepMs !== undefined && (
        <Text c="dimmed" size="sm">
          {t('training.estimate', { time: format.duration((stepMs * stepsToDigits) / 1000) })}
        </Text>
      )}
    </div>
  );
}
