// The samples at one step of the film: what the sampler holds and what the network sees in it, or two samplers
// side by side.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SampleFrame } from '../../../lab/reports';
import type { Pictures } from '../../../lab/pictures';
import { PickableGrid } from '../../parts/PickableGrid';
import classes from './reverse.module.css';

export interface SampleGridsProps {
  readonly frame: SampleFrame<Pictures>;
  /** The same step of the other sampler, and the names of both. */
  readonly other: { readonly frame: SampleFrame<Pictures>; readonly names: readonly [string, string] } | null;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

export function SampleGrids({ frame, other, chosen, onChoose }: SampleGridsProps) {
  const { t } = useTranslation();
  const columns = Math.ceil(Math.sqrt(frame.xt.count));
  const words = { count: frame.xt.count, t: frame.timestep + 1 };
  const grid = (name: 'noisy' | 'clean', pictures: Pictures, caption: string, testId: string) => (
    <figure key={testId}>
      <PickableGrid
        pictures={pictures}
        columns={columns}
        label={t(`reverse.${name}Label`, words)}
        testId={testId}
        chosen={chosen}
        nameOf={(index) => t('reverse.choose', { index: index + 1 })}
        onChoose={onChoose}
      />
      <Text component="figcaption" size="xs" c="dimmed">
        {caption}
      </Text>
    </figure>
  );
  const [first, second] = other?.names ?? [];
  return (
    <div className={classes.grids}>
      {grid('noisy', frame.xt, first ?? t('reverse.noisy'), 'reverse-xt')}
      {other
        ? grid('noisy', other.frame.xt, second ?? '', 'reverse-other')
        : grid('clean', frame.predOriginalSample, t('reverse.clean'), 'reverse-x0')}
    </div>
  );
}
