// Train, pause, go on, one step, stop.
import { Button } from '@mantine/core';
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconSparkles,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { needsNewWorker } from '../../../store/device';
import { useActions, useLab } from '../../../store/useLab';
import { trainingNeed } from '../../hooks/needs';
import { NeedButton } from '../../parts/NeedButton';

export function TrainButtons() {
  const { t } = useTranslation();
  const actions = useActions();
  const phase = useLab((lab) => lab.training.kind);
  const need = useLab(trainingNeed);
  // A new worker has no model: there is nothing to train on.
  const gone = useLab(({ training }) => training.kind === 'failed' && needsNewWorker(training));
  const hasModel = useLab((lab) => lab.model !== null);
  const stop = (
    <Button
      size="sm"
      variant="default"
      leftSection={<IconPlayerStop size={16} />}
      onClick={actions.stopTraining}
    >
      {t('training.stop')}
    </Button>
  );
  if (phase === 'training') {
    return (
      <>
        <Button size="sm" leftSection={<IconPlayerPause size={16} />} onClick={actions.pause}>
          {t('training.pause')}
        </Button>
        {stop}
      </>
    );
  }
  if (phase === 'paused') {
    return (
      <>
        <NeedButton size="sm" leftSection={<IconPlayerPlay size={16} />} need={need} onClick={actions.resume}>
          {t('training.resume')}
        </NeedButton>
        <NeedButton
          size="sm"
          variant="default"
          leftSection={<IconPlayerSkipForward size={16} />}
          need={need}
          onClick={actions.step}
        >
          {t('training.step')}
        </NeedButton>
        {stop}
      </>
    );
  }
  if (phase === 'compiling' || phase === 'waiting') return stop;
  return (
    <>
      {hasModel && (
        <NeedButton
          size="sm"
          leftSection={<IconPlayerPlay size={16} />}
          need={gone ? 'model' : need}
          onClick={() => actions.train({ fresh: false })}
        >
          {t('training.trainOn')}
        </NeedButton>
      )}
      <NeedButton
        size="sm"
        variant={hasModel ? 'default' : 'filled'}
        leftSection={<IconSparkles size={16} />}
        need={need}
        onClick={() => actions.train({ fresh: true })}
        data-testid="train"
      >
        {t(hasModel ? 'training.trainAgain' : 'training.train')}
      </NeedButton>
    </>
  );
}
