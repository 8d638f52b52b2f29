// What training will do, shown until there is a curve.
import { Button, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { fieldKeys, fields } from '../../../lab/fields';
import { useActions, useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { useNoisedPicture } from '../../hooks/noisedPicture';
import { usePosition } from '../../hooks/time';
import { Formula } from '../../parts/Formula';
import { PixelGrid } from '../../parts/PixelGrid';
import { estimateTraining, isSlow, smallSteps } from './estimate';
import { LossGuess } from './LossGuess';
import { objectiveFormula } from './objectiveFormula';
import { WithoutTraining } from './WithoutTraining';
import classes from './training.module.css';

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

/** How long it will take, and a shorter way where that is long. */
function Outlook({ stepMs }: { readonly stepMs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { outline, setConfig } = useActions();
  const config = useLab((lab) => lab.config);
  const layers = useLab((lab) => (lab.outline.kind === 'done' ? lab.outline.layers : undefined));
  const resting = useLab(({ training }) => training.kind === 'idle');
  // Whatever the network is made of; the pictures' size and classes come with the data set.
  const dataset = useLab((lab) => lab.dataset);
  const network = fieldKeys.filter((key) => fields[key].group === 'model').map((key) => String(config[key]));
  const asked = [...network, config.variance, config.process].join();
  useEffect(() => outline(), [outline, asked, dataset]);
  const estimate = layers && estimateTraining({ config, layers, stepMs });
  if (!estimate) return null;
  const small = smallSteps(config, dataset?.name);
  const words = { steps: format.whole(config.steps), time: format.duration(estimate.seconds) };
  return (
    <>
      <Text c="dimmed" size="sm" data-testid="estimate">
        {t(estimate.isTried ? 'training.estimate' : 'training.estimateUntried', words)}
      </Text>
      {isSlow(stepMs, config) && (
        <div>
          <Button
            size="xs"
            variant="light"
            disabled={!resting}
            onClick={() => setConfig(small)}
            data-testid="small-steps"
          >
            {t('training.smallSteps')}
          </Button>
          <Text c="dimmed" size="xs" mt={4}>
            {t('training.smallStepsHelp', { batch: small.batchSize, steps: format.whole(small.steps) })}
          </Text>
        </div>
      )}
    </>
  );
}

export function BeforeTraining() {
  const { t } = useTranslation();
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
      {stepMs !== undefined && <Outlook stepMs={stepMs} />}
      {awaitsTrain && <LossGuess />}
      <WithoutTraining hasGpu={awaitsTrain} />
    </div>
  );
}
