// The loss of a training in the plane, smoothed.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../hooks/format';
import { ChartFrame } from '../../../parts/ChartFrame';
import { closerNamespace } from '../texts';

/** Steps whose mean is a point of the curve. */
const smoothed = 20;

export function PlaneLoss({ losses }: { readonly losses: readonly number[] }) {
  const { t } = useTranslation(closerNamespace);
  const { t: words } = useTranslation();
  const format = useFormat();
  const { x, values } = useMemo(() => {
    const parts = Math.max(2, Math.floor(losses.length / smoothed));
    const length = losses.length / parts;
    const mean = (i: number): number => {
      const part = losses.slice(Math.floor(i * length), Math.floor((i + 1) * length));
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    };
    return {
      x: Array.from({ length: parts }, (_, i) => Math.round((i + 1) * length)),
      values: Array.from({ length: parts }, (_, i) => mean(i)),
    };
  }, [losses]);
  return (
    <ChartFrame
      testId="plane-loss"
      label={t('plane.loss')}
      xLabel={words('training.stepLabel')}
      yLabel={words('training.view.loss')}
      x={x}
      lines={[{ key: 'loss', label: t('plane.loss'), colour: 'var(--signal)', values }]}
      height={150}
      formatX={String}
      formatY={format.number}
    />
  );
}
