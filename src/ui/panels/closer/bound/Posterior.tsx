// The posterior of one pixel at the ruler's t, q(xₜ₋₁ | xₜ, x₀), against the model's p(xₜ₋₁ | xₜ), in three writings.
import { SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gaussian } from '../../../../diffusion/theory/bound';
import { linkKl, linkOf, stepLogVariance } from '../../../../diffusion/theory/link';
import { normalDensity } from '../../../../diffusion/theory/twoGaussians';
import { useSetting } from '../../../../store/useLab';
import { useFormat } from '../../../hooks/format';
import { useTables } from '../../../hooks/tables';
import { ChartFrame } from '../../../parts/ChartFrame';
import { Remark } from '../../../parts/Remark';
import classes from '../closer.module.css';
import { Facts } from '../Facts';
import { ScrollingFormula } from '../ScrollingFormula';
import { closerNamespace } from '../texts';
import { klFormula, meanFormula, writings, type Writing } from './linkTex';
import type { ReverseStep } from './useReverseStep';

const points = 161;
/** Standard deviations to either side of both means. */
const reach = 4.5;

function densities(q: Gaussian, p: Gaussian | null) {
  const all = p ? [q, p] : [q];
  const ends = all.flatMap(({ mean, logVariance }) => {
    const sigma = Math.exp(logVariance / 2);
    return [mean - reach * sigma, mean + reach * sigma];
  });
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const x = Float64Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
  return { x, q: x.map((at) => normalDensity(at, q)), p: p && x.map((at) => normalDensity(at, p)) };
}

export interface PosteriorProps {
  readonly step: ReverseStep;
  /** Index among the picture's numbers. */
  readonly pixel: number;
}

export function Posterior({ step, pixel }: PosteriorProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const { tables } = useTables();
  const variance = useSetting('variance');
  const [writing, setWriting] = useState<Writing>('original');
  const { here, clean, hasModel } = step;
  const numbers = useMemo(() => {
    const [x0, xt] = [clean.pixels[pixel] ?? 0, here.xt[pixel] ?? 0];
    const q = linkOf(tables, here.t, { x0, xt });
    const guess = here.guess?.[pixel] ?? null;
    if (guess === null) return { x0, xt, q, p: null, guess, kl: null };
    const p = linkOf(tables, here.t, { x0: guess, xt }, stepLogVariance(tables, here.t, variance));
    return { x0, xt, q, p, guess, kl: linkKl(q, p) };
  }, [tables, variance, clean, here, pixel]);
  const { x0, xt, q, p, guess, kl } = numbers;
  const curves = useMemo(() => densities(q, p), [q, p]);
  const position = here.t + 1;
  const written = (value: number): string => format.number(value, 4);
  const options = { writing, position, format: written } as const;
  return (
    <section className={classes.part} aria-label={t('posterior.title')}>
      <h3>{t('posterior.title')}</h3>
      <ChartFrame
        testId="posterior"
        label={t('posterior.chart', { t: position })}
        xLabel={t('posterior.x', { t: position - 1 })}
        yLabel={t('gaussians.density')}
        x={curves.x}
        lines={[
          { key: 'q', label: t('posterior.true'), colour: 'var(--signal)', values: curves.q },
          ...(curves.p
            ? [
                {
                  key: 'p',
                  label: t('posterior.model'),
                  colour: 'var(--noise)',
                  values: curves.p,
                  dash: '7 4',
                },
              ]
            : []),
        ]}
        height={210}
        formatX={format.number}
        formatY={format.number}
      />
      {!hasModel && <Remark testId="no-model">{t('posterior.alone')}</Remark>}
      <SegmentedControl
        size="xs"
        aria-label={t('posterior.writings')}
        value={writing}
        onChange={setWriting}
        data={writings.map((value) => ({ value, label: t(`posterior.writing.${value}`) }))}
      />
      <ScrollingFormula
        {...meanFormula({ link: q, x0, xt }, { ...options, of: 'q' })}
        label={t('posterior.trueMean')}
        testId="posterior-mean"
      />
      {p && guess !== null && (
        <>
          <ScrollingFormula
            {...meanFormula({ link: p, x0: guess, xt }, { ...options, of: 'p' })}
            label={t('posterior.modelMean')}
          />
          <ScrollingFormula {...klFormula({ q, p, x0, guess, kl }, options)} label={t('posterior.cost')} />
        </>
      )}
      <Facts
        testId="posterior-facts"
        facts={[
          [t('posterior.beta', { t: position }), written(Math.exp(q.logVariance))],
          ...(p ? [[t('posterior.variance'), written(Math.exp(p.logVariance))] as const] : []),
          ...(kl ? [[t('posterior.kl'), t('nats', { value: format.number(kl.nats) })] as const] : []),
        ]}
      />
      <Text size="xs" c="dimmed">
        {t('posterior.note')}
      </Text>
    </section>
  );
}
