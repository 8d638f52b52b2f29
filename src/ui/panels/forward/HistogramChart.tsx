// The pixels of the picture at the cursor against N(0, 1).
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../hooks/format';
import { ChartFrame } from '../../parts/ChartFrame';
import { histogram } from './histogram';

const range = [0, 0.8] as const;

export function HistogramChart({ values }: { readonly values: ArrayLike<number> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { centres, density, normal } = useMemo(() => histogram(values), [values]);
  return (
    <ChartFrame
      testId="histogram"
      label={t('forward.histogram')}
      xLabel={t('forward.value')}
      yLabel={t('forward.density')}
      x={centres}
      lines={[
        { key: 'density', label: t('forward.pixels'), colour: 'var(--signal)', values: density },
        { key: 'normal', label: 'N(0, 1)', colour: 'var(--noise)', values: normal, dash: '6 4', width: 1.5 },
      ]}
      height={158}
      domain={range}
      formatX={format.number}
      formatY={format.number}
    />
  );
}
