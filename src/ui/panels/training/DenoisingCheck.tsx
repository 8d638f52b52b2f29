// The denoising check: clean, noised at t, predicted in one look; and the same at eight noise levels.
import { useEffect, useMemo } from 'react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { canSee } from '../../../store/mismatch';
import { isResting } from '../../../store/phase';
import { fromBytes, toPictures } from '../../../store/pictures';
import type { DenoisingCheck as Check } from '../../../store/state';
import { useActions, useLab } from '../../../store/useLab';
import { useCleanPicture } from '../../model/picture';
import { pick } from '../../parts/paint';
import { PixelGrid } from '../../parts/PixelGrid';
import { positionAt } from '../../parts/rulerKeys';
import type { DatasetInfo } from '../../../worker/protocol';
import { checkRequest, noiseLevels } from './checkRequest';
import classes from './training.module.css';

/** The model is asked only when the ruler has come to rest. */
const restMs = 250;

function useCheck(): Check | null {
  const { denoise } = useActions();
  const clean = useCleanPicture();
  const dataset = useLab((lab) => lab.dataset);
  const ready = useLab((lab) => canSee(lab) && isResting(lab.phase));
  const trainedSteps = useLab((lab) => lab.model?.step ?? 0);
  // The time axis that the model was trained on, which the schedule may have left since.
  const timesteps = useLab((lab) => lab.model?.config.timesteps ?? 0);
  // The clean picture itself has nothing to denoise.
  const position = useLab((lab) => Math.max(1, positionAt(lab.config.time, timesteps)));
  useEffect(() => {
    if (!ready || !clean || !dataset) return undefined;
    const timer = setTimeout(() => denoise(checkRequest(clean, dataset, { position, timesteps })), restMs);
    return () => clearTimeout(timer);
  }, [ready, clean, dataset, position, timesteps, trainedSteps, denoise]);
  return useLab((lab) => lab.check);
}

const levels = Array.from({ length: noiseLevels }, (_, i) => i + 1);

interface LevelsProps {
  readonly check: Check;
  readonly dataset: DatasetInfo;
}

function Levels({ check, dataset }: LevelsProps) {
  const { t } = useTranslation();
  const size = dataset.height * dataset.width * dataset.channels;
  const rows = useMemo(
    () => [
      { name: 'clean', pictures: fromBytes(dataset, dataset.preview.subarray(0, noiseLevels * size)) },
      { name: 'noised', pictures: pick(check.corrupted, levels) },
      { name: 'predicted', pictures: pick(check.predicted, levels) },
    ],
    [check, dataset, size],
  );
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
          <span key={level}>{(check.timesteps[level] ?? 0) + 1}</span>
        ))}
      </div>
    </div>
  );
}

export function DenoisingCheck() {
  const { t } = useTranslation();
  const clean = useCleanPicture();
  const check = useCheck();
  const dataset = useLab((lab) => lab.dataset);
  const original = useMemo(() => clean && toPictures(clean), [clean]);
  if (!check || !original || !dataset) return null;
  const at = (check.timesteps[0] ?? 0) + 1;
  const trio = [
    { name: 'clean', pictures: original },
    { name: 'noised', pictures: pick(check.corrupted, [0]) },
    { name: 'predicted', pictures: pick(check.predicted, [0]) },
  ];
  return (
    <div data-testid="denoising-check">
      <Text className={classes.heading}>{t('training.check', { t: at })}</Text>
      <div className={classes.check}>
        <div className={classes.trio}>
          {trio.map(({ name, pictures }) => (
            <figure key={name}>
              <PixelGrid pictures={pictures} label={t(`training.trio.${name}`)} />
              <figcaption>{t(`training.trio.${name}`)}</figcaption>
            </figure>
          ))}
        </div>
        <Levels check={check} dataset={dataset} />
      </div>
    </div>
  );
}
