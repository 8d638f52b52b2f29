// Two Gaussians and their KL: the closed form beside the integral that it stands for, and the integrand drawn.
import { memo, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gaussianKl, type Gaussian } from '../../../../diffusion/theory/bound';
import { integrateKl, klIntegrand, normalDensity } from '../../../../diffusion/theory/twoGaussians';
import { useFormat } from '../../../hooks/format';
import { ChartFrame } from '../../../parts/ChartFrame';
import classes from '../closer.module.css';
import { Facts } from '../Facts';
import { LabelledSlider } from '../LabelledSlider';
import { ScrollingFormula } from '../ScrollingFormula';
import { closerNamespace } from '../texts';

interface Shape {
  readonly mean: number;
  readonly variance: number;
}

const start = { p: { mean: 0, variance: 1 }, q: { mean: 1.2, variance: 0.5 } } as const;

const range = 6;
const points = 241;
const x = Float64Array.from({ length: points }, (_, i) => ((2 * i) / (points - 1) - 1) * range);

const gaussian = ({ mean, variance }: Shape): Gaussian => ({ mean, logVariance: Math.log(variance) });

/** A range of the y axis whose quarters are round numbers: it stays as it is for most moves of a slider. */
const roundDomain = (curves: readonly Float64Array[]): readonly [number, number] => {
  const all = curves.flatMap((values) => [...values]);
  const low = Math.floor(Math.min(...all) * 2) / 2;
  return [low, low + 2 * Math.ceil((Math.max(...all) - low) / 2)];
};

const closedForm = {
  tex: 'D_{KL}(p\\,\\|\\,q) = \\int p\\,\\ln\\frac{p}{q}\\,dx = \\tfrac12\\Big(\\ln\\frac{\\sigma_q^2}{\\sigma_p^2} - 1 + \\frac{\\sigma_p^2}{\\sigma_q^2} + \\frac{(\\mu_p-\\mu_q)^2}{\\sigma_q^2}\\Big)',
  plain: 'D(p‖q) = ∫ p ln(p/q) dx = ½ (ln(σq²/σp²) − 1 + σp²/σq² + (μp − μq)²/σq²)',
} as const;

const parts = {
  mean: { min: -3, max: 3, step: 0.05 },
  variance: { min: 0.05, max: 4, step: 0.05 },
} as const satisfies Record<keyof Shape, unknown>;

const colours = { p: 'signal', q: 'noise' } as const;

interface ShapeSliderProps {
  readonly name: 'p' | 'q';
  readonly part: keyof Shape;
  readonly value: number;
  readonly onChange: (name: 'p' | 'q', part: keyof Shape, value: number) => void;
}

// Of the four only the one that moves is drawn anew: they cost more than the curves.
const ShapeSlider = memo(function ShapeSlider({ name, part, value, onChange }: ShapeSliderProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const label = t(`gaussians.${part}`, { name });
  return (
    <LabelledSlider
      label={label}
      name={label}
      value={value}
      written={format.fixed(value, 2)}
      {...parts[part]}
      color={colours[name]}
      onChange={(next) => onChange(name, part, next)}
    />
  );
});

export function TwoGaussians() {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const [shapes, setShapes] = useState<Readonly<Record<'p' | 'q', Shape>>>(start);
  const [p, q] = [gaussian(shapes.p), gaussian(shapes.q)];
  const lines = useMemo(() => {
    const [one, other] = [gaussian(shapes.p), gaussian(shapes.q)];
    return {
      p: x.map((at) => normalDensity(at, one)),
      q: x.map((at) => normalDensity(at, other)),
      integrand: x.map((at) => klIntegrand(at, one, other)),
    };
  }, [shapes]);
  const domain = useMemo(() => roundDomain(Object.values(lines)), [lines]);
  // A move of the mouse within one step of the slider changes nothing.
  const set = useCallback(
    (name: 'p' | 'q', part: keyof Shape, value: number): void =>
      setShapes((before) =>
        before[name][part] === value ? before : { ...before, [name]: { ...before[name], [part]: value } },
      ),
    [],
  );
  return (
    <section className={classes.part} aria-label={t('gaussians.title')}>
      <h3>{t('gaussians.title')}</h3>
      <ChartFrame
        testId="two-gaussians"
        label={t('gaussians.chart')}
        xLabel="x"
        yLabel={t('gaussians.density')}
        x={x}
        lines={[
          { key: 'p', label: 'p', colour: 'var(--signal)', values: lines.p },
          { key: 'q', label: 'q', colour: 'var(--noise)', values: lines.q, dash: '7 4' },
          { key: 'integrand', label: 'p ln(p/q)', colour: 'var(--third)', values: lines.integrand },
        ]}
        height={210}
        domain={domain}
        formatX={format.number}
        formatY={format.number}
      />
      <div className={classes.sliders}>
        {(['p', 'q'] as const).map((name) =>
          (['mean', 'variance'] as const).map((part) => (
            <ShapeSlider key={name + part} {...{ name, part }} value={shapes[name][part]} onChange={set} />
          )),
        )}
      </div>
      <ScrollingFormula {...closedForm} label={t('gaussians.formula')} />
      <Facts
        testId="kl"
        facts={[
          [t('gaussians.closed'), t('nats', { value: format.number(gaussianKl(p, q), 6) })],
          [t('gaussians.integral'), t('nats', { value: format.number(integrateKl(p, q), 6) })],
          [t('gaussians.otherWay'), t('nats', { value: format.number(gaussianKl(q, p), 6) })],
        ]}
      />
    </section>
  );
}
