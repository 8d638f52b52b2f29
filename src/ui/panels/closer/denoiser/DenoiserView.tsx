// The perfect denoiser beside the best linear one, a patch-wise one and the network, on one noisy picture at the ruler's t.
import { SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { untrainedNames } from '../../../../diffusion/denoisers/names';
import type { ImageBatch } from '../../../../lab/images';
import { toPictures } from '../../../../lab/pictures';
import { useLab } from '../../../../store/useLab';
import { useFormat } from '../../../hooks/format';
import { useNoisedPicture } from '../../../hooks/noisedPicture';
import { useCleanPicture } from '../../../hooks/picture';
import { useProcess } from '../../../hooks/process';
import { usePosition } from '../../../hooks/time';
import { FailureText } from '../../../parts/FailureRemark';
import { PixelGrid } from '../../../parts/PixelGrid';
import { Remark } from '../../../parts/Remark';
import classes from '../closer.module.css';
import { LabelledSlider } from '../LabelledSlider';
import { closerNamespace } from '../texts';
import { useModelGuess } from '../useModelGuess';
import { DrawnWithEach } from './DrawnWithEach';
import { Pulls } from './Pulls';
import { useUntrained } from './useUntrained';

/** Pictures of a quick answer. */
const some = 2000;

/** Root of the mean squared difference of two pictures, in −1…1. */
const distance = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0) / a.length);

interface AnswerFigureProps {
  readonly name: string;
  readonly original: ImageBatch | null;
  readonly clean: ImageBatch;
  /** What it is from. */
  readonly source: string;
  readonly stale: boolean;
  readonly testId: string;
}

function AnswerFigure({ name, original, clean, source, stale, testId }: AnswerFigureProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const pictures = useMemo(() => original && toPictures(original), [original]);
  return (
    <figure data-testid={testId} data-stale={stale || undefined}>
      {pictures ? <PixelGrid pictures={pictures} label={name} /> : <div className={classes.awaited} />}
      <figcaption>
        <strong>{name}</strong>
        <span>{source}</span>
        {original && (
          <span className="number">
            {t('denoiser.error', { value: format.fixed(distance(original.pixels, clean.pixels), 3) })}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function Answers({ clean, position }: { readonly clean: ImageBatch; readonly position: number }) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const [all, setAll] = useState(true);
  const [patch, setPatch] = useState(11);
  const count = useLab((lab) => lab.dataset?.count ?? 0);
  const noised = useNoisedPicture(position);
  const original = useMemo(() => toPictures(clean), [clean]);
  const index = position === 0 ? null : position - 1;
  const seen = all ? count : Math.min(some, count);
  const { answers, stale, failure } = useUntrained({ clean, t: index, patch, seen });
  const { hasModel, originals } = useModelGuess(index === null ? null : clean, String(index ?? 0));
  return (
    <>
      <div className={classes.gallery} data-testid="denoisers">
        <figure>
          <PixelGrid pictures={original} label={t('pixel.clean')} />
          <figcaption>
            <strong>{t('pixel.clean')}</strong>
          </figcaption>
        </figure>
        {noised && (
          <figure>
            <PixelGrid pictures={noised} label={t('pixel.noised', { t: position })} />
            <figcaption>
              <strong>{t('pixel.noised', { t: position })}</strong>
            </figcaption>
          </figure>
        )}
        {index !== null &&
          untrainedNames.map((name) => (
            <AnswerFigure
              key={name}
              name={t(`denoiser.names.${name}`)}
              original={answers[name]?.original ?? null}
              clean={clean}
              source={t('denoiser.from', { pictures: format.whole(answers[name]?.seen ?? 0) })}
              stale={stale}
              testId={`denoised-${name}`}
            />
          ))}
        {index !== null && hasModel && (
          <AnswerFigure
            name={t('denoiser.names.model')}
            original={originals}
            clean={clean}
            source={t('denoiser.trained')}
            stale={originals === null}
            testId="denoised-model"
          />
        )}
      </div>
      {index === null && <Remark>{t('denoiser.atClean')}</Remark>}
      {index !== null && !hasModel && <Remark>{t('denoiser.noModel')}</Remark>}
      {failure && (
        <Remark kind="warning">
          <FailureText failure={failure} />
        </Remark>
      )}
      <div className={classes.choices}>
        <SegmentedControl
          size="xs"
          aria-label={t('denoiser.pictures')}
          value={all ? 'all' : 'some'}
          onChange={(value) => setAll(value === 'all')}
          data={[
            { value: 'some', label: t('denoiser.some', { pictures: format.whole(Math.min(some, count)) }) },
            { value: 'all', label: t('denoiser.all', { pictures: format.whole(count) }) },
          ]}
        />
        <div className={classes.choice}>
          <LabelledSlider
            label={t('denoiser.patch')}
            name={t('denoiser.patch')}
            value={patch}
            written={`${patch} × ${patch}`}
            min={3}
            max={21}
            step={2}
            onChange={setPatch}
          />
        </div>
      </div>
      {answers.optimal?.pulls && <Pulls answer={answers.optimal} />}
      <DrawnWithEach patch={patch} count={count} />
    </>
  );
}

export function DenoiserView() {
  const { t } = useTranslation(closerNamespace);
  const { chain } = useProcess();
  const { position } = usePosition();
  const clean = useCleanPicture();
  return (
    <>
      <Text size="sm">{t('denoiser.intro')}</Text>
      {chain ? (
        clean && <Answers clean={clean} position={position} />
      ) : (
        <Remark>{t('denoiser.noChain')}</Remark>
      )}
    </>
  );
}
