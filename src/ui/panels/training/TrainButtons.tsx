// Train, pause, go on, one step, stop.
import { Button, Group } from '@mantine/core';
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconSparkles,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActions, useLab } from '../../../store/useLab';

export function TrainButtons() {
  const { t } = useTranslation();
  const actions = useActions();
  const phase = useLab((lab) => lab.phase.kind);
  const waits = useLab(({ phase: now }) => now.kind === 'loading' && now.then === 'train');
  const hasModel = useLab((lab) => lab.model !== null);
  const noGpu = useLab(({ device }) => device.kind === 'open' && device.backend === 'none');
  const stop = (
    <Button size="sm" variant="default" leftSection={<IconPlayerStop size={16} />} onClick={actions.stop}>
      {t('training.stop')}
    </Button>
  );
  if (phase === 'training') {
    return (
      <Group gap="xs">
        <Button size="sm" leftSection={<IconPlayerPause size={16} />} onClick={actions.pause}>
          {t('training.pause')}
        </Button>
        {stop}
      </Group>
    );
  }
  if (phase === 'paused') {
    return (
      <Group gap="xs">
        <Button size="sm" leftSection={<IconPlayerPlay size={16} />} onClick={actions.resume}>
          {t('training.resume')}
        </Button>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPlayerSkipForward size={16} />}
          onClick={actions.step}
        >
          {t('training.step')}
        </Button>
        {stop}
      </Group>
    );
  }
  if (phase === 'compiling' || waits) return stop;
  return (
    <Group gap="xs">
      {hasModel && (
        <Button
          size="sm"
          variant="default"
          disabled={phase !== 'idle'}
          onClick={() => actions.train({ fresh: false })}
        >
          {t('training.trainOn')}
        </Button>
      )}
      <Button
        size="sm"
        leftSection={<IconSparkles size={16} />}
        disabled={noGpu || phase === 'sampling'}
        onClick={() => actions.train({ fresh: true })}
        data-testid="train"
      >
        {t(hasModel ? 'training.trainAgain' : 'training.train')}
      </Button>
    </Group>
  );
}
