// The live loss: every step (with its spikes) and the smoothed curve.
import { Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Run } from '../../../store/run';
import { useFormat } from '../../model/format';
import { ChartFrame } from '../../parts/ChartFrame';
import type { CurveLine } from '../../parts/Curve';
import { lossCurves } from './lossLines';

export function LossChart({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [log, setLog] = useState(false);
  const curves = useMemo(() => lossCurves(run), [run]);
  const lines: CurveLine[] = [
    { key: 'raw', label: t('training.raw'), colour: 'var(--ghost)', values: curves.raw, faint: true },
    { key: 'smoothed', label: t('training.smoothed'), colour: 'var(--signal)', values: curves.smoothed },
  ];
  return (
    <ChartFrame
      testId="loss-chart"
      label={t('training.loss')}
      xLabel={t('training.stepLabel')}
      x={curves.x}
      lines={lines}
      height={180}
      scale={log ? 'log' : 'linear'}
      formatX={format.whole}
      formatY={format.number}
    >
      <Switch
        size="xs"
        label={t('training.log')}
        checked={log}
        onChange={(event) => setLog(event.currentTarget.checked)}
      />
    </ChartFrame>
  );
}
