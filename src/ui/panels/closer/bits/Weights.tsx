// L_simple's weights against the bound's, and one slider between them: which t counts how much.
import { Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeanTerm } from '../../../../diffusion/theory/bits';
import { boundWeights, shareOf, weightsBetween } from '../../../../diffusion/theory/lossWeights';
import { useSetting } from '../../../../store/useLab';
import { useFormat } from '../../../hooks/format';
import { useTables } from '../../../hooks/tables';
import { ChartFrame } from '../../../parts/ChartFrame';
import classes from '../closer.module.css';
import { Facts } from '../Facts';
import { LabelledSlider } from '../LabelledSlider';
import { ScrollingFormula } from '../ScrollingFormula';
import { closerNamespace } from '../texts';

/** Stretches of the time axis. */
const ends = { early: [0, 0.1], late: [0.9, 1] } as const;

const formula = {
  tex: '\\frac{\\beta_t^2}{2\\sigma_t^2\\,\\alpha_t\\,(1-\\bar\\alpha_t)}\\,\\lVert\\varepsilon-\\hat\\varepsilon\\rVert^2 \\quad\\longleftrightarrow\\quad 1\\cdot\\lVert\\varepsilon-\\hat\\varepsilon\\rVert^2',
  plain: 'β²/(2σ²·α·(1−ᾱ))·|ε−ε̂|² ↔ 1·|ε−ε̂|²',
} as const;

export interface WeightsProps {
  /** Terms of the bound that were measured, of the model whose tables are the present ones; none as yet. */
  readonly measured: readonly MeanTerm[];
}

export function Weights({ measured }: WeightsProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const { tables } = useTables();
  const variance = useSetting('variance');
  const [share, setShare] = useState(0);
  const bound = useMemo(() => weightsBetween(boundWeights(tables, variance), 1), [tables, variance]);
  const chosen = useMemo(() => weightsBetween(bound, share), [bound, share]);
  const x = useMemo(() => Array.from(bound, (_, i) => i + 1), [bound]);
  // What was measured is the error times the bound's weight: without it, the error.
  const losses = Float64Array.from({ length: bound.length }, () => 0);
  for (const { from, to, t: at, bits } of measured)
    for (let i = from; i < to; i += 1)
      losses[i] = (bits / (bound[Math.round(at)] ?? Number.NaN)) * (chosen[i] ?? Number.NaN);
  const written = format.percent(share);
  return (
    <section className={classes.part} aria-label={t('weights.title')}>
      <h3>{t('weights.title')}</h3>
      <Text size="sm">{t('weights.intro')}</Text>
      <ScrollingFormula {...formula} label={t('weights.formula')} />
      <LabelledSlider
        label={t('weights.slider')}
        name={t('weights.slider')}
        value={share}
        written={written}
        min={0}
        max={1}
        step={0.01}
        onChange={setShare}
      />
      <ChartFrame
        testId="weights"
        label={t('weights.chart')}
        xLabel="t"
        yLabel={t('weights.axis')}
        x={x}
        lines={[
          {
            key: 'simple',
            label: 'L_simple',
            colour: 'var(--signal)',
            dash: '6 4',
            values: x.map(() => 1),
          },
          { key: 'bound', label: t('weights.bound'), colour: 'var(--noise)', dash: '2 4', values: bound },
          { key: 'chosen', label: t('weights.chosen'), colour: 'var(--third)', values: chosen },
        ]}
        height={210}
        scale="log"
        formatX={String}
        formatY={format.number}
      />
      <Facts
        testId="weights-facts"
        facts={[
          [t('weights.early'), format.percent(shareOf(chosen, ...ends.early))],
          [t('weights.late'), format.percent(shareOf(chosen, ...ends.late))],
          ...(measured.length > 1
            ? [[t('weights.earlyLoss'), format.percent(shareOf(losses, ...ends.early))] as const]
            : []),
        ]}
      />
    </section>
  );
}
