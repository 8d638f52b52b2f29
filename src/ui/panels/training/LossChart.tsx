// The curves of training: loss with earlier runs behind it, loss by quarter of the time axis, gradient norm.
import { SegmentedControl, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Run } from '../../../store/run';
import { smoothed } from '../../../lab/trace';
import { useFormat } from '../../hooks/format';
import { ChartFrame } from '../../parts/ChartFrame';
import type { CurveLine } from '../../parts/curveShape';
import { lossCurves, withExtremes } from './lossLines';
import { runColour } from './runColour';

type View = 'loss' | 'quartiles' | 'gradient' | 'quality';

const views: readonly View[] = ['loss', 'quartiles', 'gradient', 'quality'];
const quartileColours = ['var(--signal)', 'var(--fourth)', 'var(--third)', 'var(--noise)'] as const;
const quartileDashes = ['', '8 3', '3 3', '1 4'] as const;

const yLabels = {
  loss: 'training.view.loss',
  quartiles: 'training.view.loss',
  gradient: 'training.gradient',
  quality: 'training.view.quality',
} as const satisfies Record<View, string>;

interface Lines {
  readonly x: readonly number[];
  readonly lines: readonly CurveLine[];
}

function useLines(runs: readonly Run[], view: View): Lines {
  const { t } = useTranslation();
  const run = runs.at(-1);
  return useMemo(() => {
    if (!run) return { x: [], lines: [] };
    if (view === 'quartiles') {
      const [first] = run.quartiles;
      return {
        x: first?.buckets.map((bucket) => bucket.step) ?? [],
        lines: run.quartiles.map((trace, i) => ({
          key: `q${i}`,
          label: t(`training.quartile.${i}`),
          colour: quartileColours[i] ?? 'var(--ink)',
          values: smoothed(trace),
          dash: quartileDashes[i] ?? '',
        })),
      };
    }
    if (view === 'quality') {
      const { qualities } = run;
      return {
        x: qualities.map(({ step }) => step),
        lines: [
          {
            key: 'recognised',
            label: t('training.quality.recognised'),
            colour: 'var(--signal)',
            values: qualities.map(({ recognised }) => recognised),
          },
          {
            key: 'frechet',
            label: t('training.quality.timesFloor'),
            colour: 'var(--noise)',
            values: qualities.map(({ frechet, floor }) => frechet / floor),
            dash: '5 3',
          },
        ],
      };
    }
    if (view === 'gradient') {
      const { x, values } = withExtremes(run.gradientNorms);
      return {
        x,
        lines: [
          { key: 'gradient', label: t('training.gradient'), colour: 'var(--third)', values, width: 1.5 },
        ],
      };
    }
    const before = runs.slice(0, -1);
    const curves = lossCurves(run, before);
    const earlier: CurveLine[] = before.map((other, i) => ({
      key: `run-${other.id}`,
      label: t('training.run', { id: other.id }),
      colour: runColour(other.id),
      values: curves.earlier[i] ?? [],
      dash: '5 3',
      width: 1.75,
    }));
    const present: CurveLine[] = [
      { key: 'raw', label: t('training.raw'), colour: 'var(--ghost)', values: curves.raw, faint: true },
      ...earlier,
      { key: 'smoothed', label: t('training.smoothed'), colour: 'var(--signal)', values: curves.smoothed },
    ];
    return { x: curves.x, lines: present };
  }, [runs, run, view, t]);
}

export function LossChart({ runs }: { readonly runs: readonly Run[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [log, setLog] = useState(false);
  const [view, setView] = useState<View>('loss');
  const measured = (runs.at(-1)?.qualities.length ?? 0) > 0;
  const shown = view === 'quality' && !measured ? 'loss' : view;
  const { x, lines } = useLines(runs, shown);
  return (
    <ChartFrame
      testId="loss-chart"
      label={t(`training.view.${shown}`)}
      xLabel={t('training.stepLabel')}
      yLabel={t(yLabels[shown])}
      x={x}
      lines={lines}
      height={206}
      fill
      scale={log ? 'log' : 'linear'}
      formatX={format.whole}
      formatY={format.number}
    >
      <SegmentedControl
        size="xs"
        aria-label={t('training.views')}
        value={shown}
        onChange={setView}
        data={views
          .filter((value) => value !== 'quality' || measured)
          .map((value) => ({ value, label: t(`training.view.${value}`) }))}
      />
      <Switch
        size="xs"
        label={t('training.log')}
        checked={log}
        onChange={(event) => setLog(event.currentTarget.checked)}
      />
    </ChartFrame>
  );
}
