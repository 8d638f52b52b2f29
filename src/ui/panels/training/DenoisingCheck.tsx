// The denoising check: clean, noised at t, predicted in one look; and the same at eight noise levels.
import { useEffect, useMemo, useState } from 'react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { canSee } from '../../../store/mismatch';
import { isResting } from '../../../store/phases';
import { toPictures, type Pictures } from '../../../lab/pictures';
import type { DenoisingCheck as Check } from '../../../store/state';
import { useActions, useLab, useSetting } from '../../../store/useLab';
import { useCleanPicture } from '../../hooks/picture';
import { FailureText } from '../../parts/FailureRemark';
import { pick } from '../../parts/paint';
import { PixelGrid } from '../../parts/PixelGrid';
import { PixelPicker } from '../../parts/PixelPicker';
import { Remark } from '../../parts/Remark';
import { positionAt } from '../../hooks/rulerKeys';
import type { ImageBatch } from '../../../lab/images';
import { CheckArithmetic } from './CheckArithmetic';
import { checkRequest, noiseLevels } from './checkRequest';
import classes from './training.module.css';

/** The model is asked only when the ruler has come to rest. */
const restMs = 250;

interface Asked {
  readonly images: ImageBatch;
  /** Of the noise. */
  readonly seed: number;
}

/** What the model was shown and what it answered, picture by picture. */
interface Answer {
  readonly asked: Asked;
  readonly clean: Pictures;
  readonly check: Extract<Check, { kind: 'done' }>;
}

/** Puts an answer to what was asked for it: while the next is awaited, the last question is another already. */
function useAnswer(asked: Asked | null): Answer | null {
  const check = useLab((lab) => lab.check);
  const [last, setLast] = useState<{ readonly check: Check; readonly asked: Asked | null }>({
    check: { kind: 'none' },
    asked: null,
  });
  if (last.check !== check) setLast({ check, asked });
  return useMemo(() => {
    if (last.check.kind !== 'done' || !last.asked) return null;
    return { asked: last.asked, clean: toPictures(last.asked.images), check: last.check };
  }, [last]);
}

function useCheck(): Answer | null {
  const { denoise } = useActions();
  const [asked, setAsked] = useState<Asked | null>(null);
  const clean = useCleanPicture();
  const seed = useSetting('sampleSeed');
  const dataset = useLab((lab) => lab.dataset);
  const ready = useLab((lab) => canSee(lab) && isResting(lab.training) && lab.sampling.kind !== 'sampling');
  const trainedSteps = useLab((lab) => lab.model?.step ?? 0);
  // The time axis that the model was trained on, which the schedule may have left since.
  const timesteps = useLab((lab) => lab.model?.config.timesteps ?? 0);
  // The clean picture itself has nothing to denoise.
  const position = useLab((lab) => Math.max(1, positionAt(lab.config.time, timesteps)));
  useEffect(() => {
    if (!ready || !clean || !dataset) return undefined;
    const timer = setTimeout(() => {
      const request = checkRequest(clean, dataset, { position, timesteps });
      setAsked({ images: request.images, seed });
      denoise(request);
    }, restMs);
    return () => clearTimeout(timer);
  }, [ready, clean, seed, dataset, position, timesteps, trainedSteps, denoise]);
  return useAnswer(asked);
}

const levels = Array.from({ length: noiseLevels }, (_, i) => i + 1);

/** Some of the pictures: clean, noised, predicted. */
const threeOf = ({ clean, check }: Answer, indices: readonly number[]) =>
  [
    { name: 'clean', pictures: pick(clean, indices) },
    { name: 'noised', pictures: pick(check.corrupted, indices) },
    { name: 'predicted', pictures: pick(check.predicted, indices) },
  ] as const;

function Levels({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation();
  const rows = useMemo(() => threeOf(answer, levels), [answer]);
  return (
    <div className={classes.levels} data-testid="noise-levels">
      {rows.map(({ name, pictures }) => (
        <PixelGrid
          key={name}
          pictures={pictures}
          columns={noiseLevels}
          label={t(`training.levels.${name}`)}
        />
      ))}
      <div className={`${classes.levelNames} number`} aria-hidden>
        {levels.map((level) => (
          <span key={level}>{(answer.check.timesteps[level] ?? 0) + 1}</span>
        ))}
      </div>
    </div>
  );
}

export function DenoisingCheck() {
  const { t } = useTranslation();
  const answer = useCheck();
  const check = useLab((lab) => lab.check);
  const trio = useMemo(() => answer && threeOf(answer, [0]), [answer]);
  const [place, setPlace] = useState<number | null>(null);
  const config = useLab((lab) => lab.model?.config ?? null);
  if (check.kind === 'failed') {
    return (
      <Remark kind="warning" testId="check-failure">
        <FailureText failure={check.failure} />
      </Remark>
    );
  }
  if (!answer || !trio) return null;
  const at = (answer.check.timesteps[0] ?? 0) + 1;
  return (
    <div data-testid="denoising-check">
      <Text className={classes.heading}>{t('training.check', { t: at })}</Text>
      <div className={classes.check}>
        <div className={classes.trio}>
          {trio.map(({ name, pictures }) => (
            <figure key={name}>
              <PixelPicker
                pictures={pictures}
                label={t(`training.trio.${name}`)}
                place={place}
                onPlace={setPlace}
                whilePointed
              />
              <figcaption>{t(`training.trio.${name}`)}</figcaption>
            </figure>
          ))}
        </div>
        <Levels answer={answer} />
      </div>
      {config && place !== null && (
        <CheckArithmetic
          asked={answer.asked.images}
          seed={answer.asked.seed}
          predicted={answer.check.predicted}
          config={config}
          position={at}
          place={place}
        />
      )}
    </div>
  );
}
