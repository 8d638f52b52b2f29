// One sample in detail: xₜ, x̂₀, ε̂ and the update that made it.
import { ActionIcon } from '@mantine/core';
import { IconPhotoDown } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pictureValues } from '../../../lab/pictures';
import { useFormat } from '../../hooks/format';
import type { Reel, ReelFrame } from '../../../store/reel';
import { useActions } from '../../../store/useLab';
import { Formula } from '../../parts/Formula';
import { pick } from '../../parts/paint';
import { PixelPicker } from '../../parts/PixelPicker';
import classes from './reverse.module.css';
import { pixelStep } from './pixelStep';
import { pixelFormula, stepFormula } from './stepFormula';
import { useClassOf } from './useClassOf';

interface SampleDetailProps {
  readonly frame: ReelFrame;
  /** The film that it is of. */
  /** Index of the frame. */
  readonly at: number;
  readonly chosen: number;
  readonly reel: Reel;
}

export function SampleDetail({ frame, reel, at, chosen }: SampleDetailProps) {
  const { t } = useTranslation();
  const { setOwnPicture } = useActions();
  const { number } = useFormat();
  const [place, setPlace] = useState<number | null>(null);
  const finished = reel.frames.at(-1) ?? frame;
  const index = Math.min(chosen, frame.xt.count - 1);
  const label = useClassOf(reel)(index);
  const pictures = useMemo(
    () => [
      { name: 'xt', pictures: pick(frame.xt, [index]) },
      { name: 'x0', pictures: pick(frame.predOriginalSample, [index]) },
      { name: 'eps', pictures: pick(frame.predEpsilon, [index]) },
    ],
    [frame, index],
  );
  const take = (): void => {
    const { height, width, channels } = finished.xt;
    setOwnPicture({ count: 1, height, width, channels, pixels: pictureValues(finished.xt, index) });
  };
  const takeWords = t('reverse.edit.take', { index: index + 1 });
  const formula = stepFormula(frame.coefficients, number);
  const step = place === null ? null : pixelStep(reel.frames, at, { sample: index, place });
  const numbers = step && pixelFormula(step, number);
  return (
    <>
      {label !== null && (
        <p className={classes.asked} data-testid="asked-class">
          {t('reverse.asked', { label })}
        </p>
      )}
      <div className={classes.detail} data-testid="sample-detail">
        {pictures.map(({ name, pictures: one }) => (
          <figure key={name}>
            <PixelPicker
              pictures={one}
              label={t(`reverse.detail.${name}`, { index: index + 1, t: frame.timestep + 1 })}
              place={place}
              onPlace={setPlace}
              whilePointed
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
          {numbers && (
            <div data-testid="step-arithmetic">
              <Formula {...numbers} />
            </div>
          )}
        </div>
        <ActionIcon
          variant="default"
          size="md"
          aria-label={takeWords}
          title={takeWords}
          onClick={take}
          data-testid="take-sample"
        >
          <IconPhotoDown size={16} />
        </ActionIcon>
      </div>
    </>
  );
}
