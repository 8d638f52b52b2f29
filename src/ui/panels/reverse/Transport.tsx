// The film's buttons: first, back, play, on, last; scrubber and speed.
import { ActionIcon, NativeSelect, Slider, Text } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Reel } from '../../../store/reel';
import classes from './reverse.module.css';
import type { Player } from './usePlayer';

const speeds = [2, 6, 12, 24] as const;

export function Transport({ reel, player }: { readonly reel: Reel; readonly player: Player }) {
  const { t } = useTranslation();
  const last = reel.frames.length - 1;
  const { index } = player;
  const step = reel.frames[index]?.step ?? 0;
  const words = { step, steps: reel.steps };
  const button = { variant: 'subtle', size: 'md' } as const;
  return (
    <div className={classes.transport} role="group" aria-label={t('reverse.title')}>
      <ActionIcon
        {...button}
        aria-label={t('reverse.first')}
        disabled={index <= 0}
        onClick={() => player.goTo(0)}
      >
        <IconPlayerSkipBack size={18} />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={t('reverse.previous')}
        disabled={index <= 0}
        onClick={() => player.goTo(index - 1)}
      >
        <IconPlayerTrackPrev size={18} />
      </ActionIcon>
      <ActionIcon
        variant="filled"
        size="lg"
        radius="xl"
        aria-label={t(player.playing ? 'reverse.pause' : 'reverse.play')}
        disabled={last < 1}
        onClick={player.toggle}
        data-testid="play"
      >
        {player.playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={t('reverse.next')}
        disabled={index >= last}
        onClick={() => player.goTo(index + 1)}
      >
        <IconPlayerTrackNext size={18} />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={t('reverse.last')}
        disabled={index >= last}
        onClick={() => player.goTo(last)}
      >
        <IconPlayerSkipForward size={18} />
      </ActionIcon>
      <Slider
        className={classes.scrub}
        size="sm"
        label={null}
        thumbLabel={t('reverse.scrub')}
        min={0}
        max={Math.max(1, last)}
        value={Math.max(0, index)}
        disabled={last < 1}
        thumbValueText={t('reverse.step', words)}
        onChange={player.goTo}
      />
      <Text size="xs" c="dimmed" className="number" data-testid="reverse-step" data-step={step}>
        {t('reverse.step', words)}
      </Text>
      <NativeSelect
        size="xs"
        w="fit-content"
        aria-label={t('reverse.speed')}
        value={String(player.framesPerSecond)}
        data={speeds.map((speed) => ({
          value: String(speed),
          label: t('reverse.framesPerSecond', { speed }),
        }))}
        onChange={(event) => player.setSpeed(Number(event.currentTarget.value))}
      />
    </div>
  );
}
