// One sample in detail: xₜ, x̂₀, ε̂ and the update that made it.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SampleFrame } from '../../../lab/reports';
import type { Pictures } from '../../../lab/pictures';
import { useFormat } from '../../hooks/format';
import { Formula } from '../../parts/Formula';
import { pick } from '../../parts/paint';
import { PixelGrid } from '../../parts/PixelGrid';
import classes from './reverse.module.css';
import { stepFormula } from './stepFormula';

export function SampleDetail({
  frame,
  chosen,
}: {
  readonly frame: SampleFrame<Pictures>;
  readonly chosen: number;
}) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const index = Math.min(chosen, frame.xt.count - 1);
  const pictures = useMemo(
    () => [
      { name: 'xt', pictures: pick(frame.xt, [index]) },
      { name: 'x0', pictures: pick(frame.predOriginalSample, [index]) },
      { name: 'eps', pictures: pick(frame.predEpsilon, [index]) },
    ],
    [frame, index],
  );
  const formula = stepFormula(frame.coefficients, number);
  return (
    <div className={classes.detail} data-testid="sample-detail">
      {pictures.map(({ name, pictures: one }) => (
        <figure key={name}>
          <PixelGrid
            pictures={one}
            label={t(`reverse.detail.${name}`, { index: index + 1, t: frame.timestep + 1 })}
          />
          <figcaption>{t(`reverse.short.${name}`)}</figcaption>
        </figure>
      ))}
      <div
        className={classes.update}
        data-testid="coefficients"
        tabIndex={0}
        role="region"
        aria-label={t('reverse.update')}
      >
        {formula ? <Formula {...formula} /> : <span>{t('reverse.noUpdate')}</span>}
      </div>
    </div>
  );
}
