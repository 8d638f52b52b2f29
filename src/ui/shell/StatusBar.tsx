// The line at the bottom: GPU, speed, memory, whose data it is.
import { useTranslation } from 'react-i18next';
import { progressOf } from '../../store/phases';
import { useLab } from '../../store/useLab';
import { useFormat } from '../hooks/format';
import classes from './shell.module.css';

export function StatusBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const device = useLab((lab) => lab.device);
  const progress = useLab((lab) => progressOf(lab.training));
  const gpuBytes = useLab((lab) => lab.runs.at(-1)?.gpuBytes ?? 0);
  const credited = useLab(({ dataset }) => (dataset && dataset.credit !== '' ? dataset.name : null));
  const gpu =
    device.kind === 'open'
      ? // A browser may name no adapter, or name the backend as such.
        [...new Set([device.adapter, t(`status.backend.${device.backend}`)])]
          .filter((part) => part !== '')
          .join(' · ')
      : t(device.kind === 'opening' ? 'status.opening' : 'status.backend.none');
  return (
    <footer className={`${classes.status} number`} data-testid="status">
      <span data-testid="status-gpu">{gpu}</span>
      {progress && progress.stepsPerSecond > 0 && (
        <span>
          {t('status.speed', {
            steps: format.number(progress.stepsPerSecond),
            images: format.whole(progress.imagesPerSecond),
          })}
        </span>
      )}
      {gpuBytes > 0 && <span>{t('status.memory', { size: format.whole(gpuBytes / 2 ** 20) })}</span>}
      <span className={classes.spacer} />
      {credited !== null && <span>{t(`credits.${credited}`)}</span>}
      <span>{t('status.local')}</span>
    </footer>
  );
}
