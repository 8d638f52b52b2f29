// The denoising check in numbers, at one pixel: how it was noised, and what the network's picture says of the noise.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { processOf } from '../../../diffusion/process/index';
import { pictureNoise, toRange } from '../../../diffusion/process/pictures';
import { makeTables } from '../../../diffusion/process/tables';
import type { LabConfig } from '../../../lab/fields';
import type { ImageBatch } from '../../../lab/images';
import { pictureValues, type Pictures } from '../../../lab/pictures';
import { useFormat } from '../../hooks/format';
import { Formula } from '../../parts/Formula';
import { factorsAt, forwardFormula, mixed, noiseFormula } from '../../parts/forwardFormula';
import classes from './training.module.css';

export interface CheckArithmeticProps {
  /** The first picture is the one that is checked. */
  readonly asked: ImageBatch;
  /** Of the noise. */
  readonly seed: number;
  readonly predicted: Pictures;
  /** The model's settings. */
  readonly config: LabConfig;
  /** 1…T */
  readonly position: number;
  /** Row · width + column. */
  readonly place: number;
}

export function CheckArithmetic({ asked, seed, predicted, config, position, place }: CheckArithmeticProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { process, tables } = useMemo(
    () => ({ process: processOf(config), tables: makeTables(config) }),
    [config],
  );
  const size = asked.pixels.length / asked.count;
  const pictures = useMemo(
    () => ({
      clean: toRange(asked.pixels.subarray(0, size), process.range),
      noise: pictureNoise(process, seed, size),
      guess: toRange(pictureValues(predicted, 0), process.range),
    }),
    [asked, size, process, seed, predicted],
  );
  const of = (values: ArrayLike<number>): number[] =>
    Array.from(
      { length: asked.channels },
      (_, channel) => values[place * asked.channels + channel] ?? Number.NaN,
    );
  const pixel = { x0: of(pictures.clean), noise: of(pictures.noise) };
  const xt = mixed(pixel, factorsAt(tables, position));
  const options = { tables, process: process.name, position, format: number } as const;
  return (
    <div
      className={classes.arithmetic}
      data-testid="check-arithmetic"
      tabIndex={0}
      role="region"
      aria-label={t('training.arithmetic')}
    >
      <Formula {...forwardFormula({ ...options, pixel })} />
      <Formula {...noiseFormula({ xt, guess: of(pictures.guess) }, options)} />
    </div>
  );
}
