// The discrete decoder (DDPM eq. 13): the areas under the last step's Gaussian for the 256 values of a pixel, and what they
// come to over the picture.
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pixelProbability } from '../../../../diffusion/theory/bound';
import { linkOf, stepLogVariance } from '../../../../diffusion/theory/link';
import { useSetting } from '../../../../store/useLab';
import { useFormat } from '../../../hooks/format';
import { useTables } from '../../../hooks/tables';
import { ChartFrame } from '../../../parts/ChartFrame';
import { Remark } from '../../../parts/Remark';
import classes from '../closer.module.css';
import { Facts } from '../Facts';
import { closerNamespace } from '../texts';
import { decoderCurve, levelOf } from './decoderCurve';
import type { ReverseStep } from './useReverseStep';

/** Where the tail is too thin for a number, as in the libraries. */
const leastProbability = 1e-12;

const Power = ({ exponent }: { readonly exponent: string }) => (
  <>
    2<sup>{exponent}</sup>
  </>
);

export function Decoder({ step, pixel }: { readonly step: ReverseStep; readonly pixel: number }) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const { tables } = useTables();
  const variance = useSetting('variance');
  const { first, clean, hasModel } = step;
  const decoded = useMemo(() => {
    const logVariance = stepLogVariance(tables, 0, variance);
    const signal = tables.sqrtAlphasCumprod[0] ?? 1;
    // Without a model: as if it took all that it sees for the picture.
    const guessOf = (i: number): number =>
      first.guess ? (first.guess[i] ?? 0) : Math.min(1, Math.max(-1, (first.xt[i] ?? 0) / signal));
    const gaussianOf = (i: number) =>
      linkOf(tables, 0, { x0: guessOf(i), xt: first.xt[i] ?? 0 }, logVariance);
    const bits = Array.from(
      clean.pixels,
      (value, i) => -Math.log2(Math.max(leastProbability, pixelProbability(value, gaussianOf(i)))),
    );
    const gaussian = gaussianOf(pixel);
    const value = clean.pixels[pixel] ?? 0;
    return {
      curve: decoderCurve(gaussian, levelOf(value)),
      level: levelOf(value),
      probability: pixelProbability(value, gaussian),
      sum: bits.reduce((sum, one) => sum + one, 0),
      count: bits.length,
    };
  }, [tables, variance, first, clean, pixel]);
  const { curve, level, probability, sum, count } = decoded;
  return (
    <section className={classes.part} aria-label={t('decoder.title')}>
      <h3>{t('decoder.title')}</h3>
      <ChartFrame
        testId="decoder"
        label={t('decoder.chart')}
        xLabel={t('decoder.value')}
        yLabel={t('decoder.probability')}
        x={curve.x}
        lines={[
          { key: 'areas', label: t('decoder.areas'), colour: 'var(--signal)', values: curve.areas },
          {
            key: 'density',
            label: t('decoder.density'),
            colour: 'var(--third)',
            values: curve.density,
            width: 1.25,
            dash: '5 4',
          },
        ]}
        height={210}
        marker={level}
        formatX={(value) => String(Math.round(value))}
        formatY={format.number}
      />
      {!hasModel && <Remark>{t('decoder.alone')}</Remark>}
      <Facts
        testId="decoder-facts"
        facts={[
          [t('decoder.own', { level }), format.number(probability)],
          [t('decoder.bits'), format.number(-Math.log2(Math.max(leastProbability, probability)))],
          [
            t('decoder.picture', { numbers: format.whole(count) }),
            <Power key="power" exponent={`−${format.whole(sum)}`} />,
          ],
          [t('decoder.perDimension'), format.number(sum / count)],
        ]}
      />
      <Text size="xs" c="dimmed">
        {t('decoder.note')}
      </Text>
    </section>
  );
}
