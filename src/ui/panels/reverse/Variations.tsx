// Ten variations from every noise level, and how much of the picture they began with is left in them.
import { Slider, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditedPicture } from '../../../lab/explorations';
import { similarities } from '../../../lab/similarities';
import type { Pictures } from '../../../lab/pictures';
import { useSetting } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { ChartFrame } from '../../parts/ChartFrame';
import { PixelGrid } from '../../parts/PixelGrid';
import classes from './reverse.module.css';

export interface VariationsProps {
  readonly picture: EditedPicture;
  /** Shares of the time axis. */
  readonly places: readonly number[];
  readonly frames: readonly Pictures[];
}

const colours = { most: 'var(--third)', mean: 'var(--signal)', least: 'var(--noise)' } as const;
const dashes = { most: '3 3', mean: '', least: '6 4' } as const;
const names = ['most', 'mean', 'least'] as const;

export function Variations({ picture, places, frames }: VariationsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const timesteps = useSetting('timesteps');
  const [chosen, setChosen] = useState(Math.floor(frames.length / 2));
  const found = useMemo(() => frames.map((frame) => similarities(picture.image, frame)), [picture, frames]);
  const x = places.map((place) => Math.round(place * timesteps));
  const frame = frames[chosen];
  if (!frame) return null;
  const words = t('reverse.edit.from', { t: format.whole(x[chosen] ?? 0) });
  return (
    <div className={classes.explored} data-testid="variations-by-t">
      <ChartFrame
        testId="similarity"
        label={t('reverse.edit.similarity')}
        xLabel={t('reverse.edit.noisedTo')}
        yLabel={t('reverse.edit.correlation')}
        x={x}
        lines={names.map((name) => ({
          key: name,
          label: t(`reverse.edit.${name}`),
          colour: colours[name],
          dash: dashes[name],
          values: found.map((of) => of[name]),
        }))}
        height={158}
        formatX={format.whole}
        formatY={format.number}
        marker={x[chosen]}
      />
      <Slider
        size="sm"
        label={null}
        thumbLabel={t('reverse.edit.noisedTo')}
        thumbValueText={words}
        min={0}
        max={frames.length - 1}
        value={chosen}
        onChange={setChosen}
      />
      <Text size="xs" c="dimmed">
        {words}
      </Text>
      <PixelGrid pictures={frame} columns={5} label={words} testId="variation-frame" />
    </div>
  );
}
