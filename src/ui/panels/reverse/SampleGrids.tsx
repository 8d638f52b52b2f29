// The samples at one step of the film: what the sampler holds and what the network sees in it, of one film or
// of two side by side.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SampleFrame } from '../../../lab/reports';
import type { Pictures } from '../../../lab/pictures';
import { PickableGrid } from '../../parts/PickableGrid';
import classes from './reverse.module.css';

export interface SampleGridsProps {
  readonly frame: SampleFrame<Pictures>;
  /** The same step of the other film, the names of both (A, B), and whether the other is A: it then stands first. */
  readonly other: {
    readonly frame: SampleFrame<Pictures>;
    readonly names: readonly [string, string];
    readonly isA: boolean;
  } | null;
  /** The class that a sample of the frame was asked to be. */
  readonly classOf: (index: number) => string | null;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

export function SampleGrids({ frame, other, classOf, chosen, onChoose }: SampleGridsProps) {
  const { t } = useTranslation();
  const columns = Math.ceil(Math.sqrt(frame.xt.count));
  const words = { count: frame.xt.count, t: frame.timestep + 1 };
  // By what was asked for: a number alone says nothing to those who do not see the picture.
  const nameOf = (index: number): string => {
    const label = classOf(index);
    const name = t('reverse.choose', { index: index + 1 });
    return label === null ? name : `${name}. ${t('reverse.asked', { label })}`;
  };
  const grid = (name: 'noisy' | 'clean', pictures: Pictures, caption: string, testId: string) => (
    <figure key={testId}>
      <PickableGrid
        pictures={pictures}
        columns={columns}
        label={t(`reverse.${name}Label`, words)}
        testId={testId}
        chosen={chosen}
        nameOf={nameOf}
        onChoose={onChoose}
      />
      <Text component="figcaption" size="xs" c="dimmed">
        {caption}
      </Text>
    </figure>
  );
  if (!other) {
    return (
      <div className={classes.grids}>
        {grid('noisy', frame.xt, t('reverse.noisy'), 'reverse-xt')}
        {grid('clean', frame.predOriginalSample, t('reverse.clean'), 'reverse-x0')}
      </div>
    );
  }
  const [a, b] = other.names;
  const [mine, theirs] = other.isA ? [b, a] : [a, b];
  const seen = (letter: 'A' | 'B'): string => `${letter}: ${t('reverse.clean')}`;
  const main = [
    grid('noisy', frame.xt, mine, 'reverse-xt'),
    grid('clean', frame.predOriginalSample, seen(other.isA ? 'B' : 'A'), 'reverse-x0'),
  ] as const;
  const beside = [
    grid('noisy', other.frame.xt, theirs, 'reverse-other'),
    grid('clean', other.frame.predOriginalSample, seen(other.isA ? 'A' : 'B'), 'reverse-other-x0'),
  ] as const;
  const [left, right] = other.isA ? [beside, main] : [main, beside];
  // Row by row: what the samplers hold, and below it what the network sees in that.
  return (
    <div className={classes.grids} data-sides>
      {[left[0], right[0], left[1], right[1]]}
    </div>
  );
}
