// What stands in the way of training, or between the model and the present settings.
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mismatch } from '../../../store/mismatch';
import { useActions, useLab } from '../../../store/useLab';
import { Remark } from '../../parts/Remark';
import { howToSwitchOn } from './browser';

function NoGpu() {
  const { t } = useTranslation();
  const how = howToSwitchOn(navigator.userAgent);
  return (
    <Remark kind="warning" testId="no-gpu">
      <Text size="sm">{t(window.isSecureContext ? 'training.noGpu' : 'training.insecure')}</Text>
      {window.isSecureContext && how !== null && <Text size="sm">{t(how)}</Text>}
      <Text size="sm">{t('training.noGpuStill')}</Text>
    </Remark>
  );
}

function Failure() {
  const { t } = useTranslation();
  const { recover } = useActions();
  const phase = useLab((lab) => lab.phase);
  if (phase.kind !== 'failed') return null;
  return (
    <Remark kind="warning" testId="failure">
      <Text size="sm" fw={600}>
        {t(`errors.${phase.code}`)}
      </Text>
      <Text size="sm">{phase.sentence}</Text>
      <Button size="xs" mt={6} variant="light" onClick={recover}>
        {t('training.again')}
      </Button>
    </Remark>
  );
}

export function TrainingRemarks() {
  const { t } = useTranslation();
  const backend = useLab(({ device }) => (device.kind === 'open' ? device.backend : null));
  const model = useLab((lab) => lab.model);
  const config = useLab((lab) => lab.config);
  const parted = model && mismatch(model.config, config);
  return (
    <>
      {backend === 'none' && <NoGpu />}
      {backend === 'webgl' && <Remark>{t('training.webgl')}</Remark>}
      {parted && parted.retrain.length > 0 && (
        <Remark kind="warning" testId="mismatch">
          {t('training.mismatchRetrain', {
            names: parted.retrain.map((key) => t(`fields.${key}.label`)).join(', '),
          })}
        </Remark>
      )}
      {parted && parted.retrain.length === 0 && parted.schedule.length > 0 && (
        <Remark kind="warning" testId="mismatch">
          {t('training.mismatchSchedule')}
        </Remark>
      )}
      <Failure />
    </>
  );
}
