// What stands in the way of training, or between the model and the present settings.
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { mismatch, takeBack } from '../../../store/mismatch';
import type { LabState } from '../../../store/state';
import { canStartOver } from '../../../store/training/actions';
import { useActions, useLab, useLabStore } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { FailureRemark } from '../../parts/FailureRemark';
import { Remark } from '../../parts/Remark';
import { LastRun } from './LastRun';
import { Slower, Smaller } from './WaysOut';
import { howToSwitchOn, type BrowserHint } from './browser';

const chromeHint: BrowserHint = 'training.howChrome';

function NoGpu() {
  const { t } = useTranslation();
  const how = howToSwitchOn(navigator.userAgent);
  if (import.meta.env.MODE === 'file')
    return (
      <Remark kind="warning" testId="no-gpu">
        <Text size="sm">{t('needs.server')}</Text>
        <Text size="sm">{t('training.noGpuStill')}</Text>
      </Remark>
    );
  return (
    <Remark kind="warning" testId="no-gpu">
      <Text size="sm">{t(window.isSecureContext ? 'training.noGpu' : 'training.insecure')}</Text>
      {window.isSecureContext && how !== null && <Text size="sm">{t(how)}</Text>}
      <Text size="sm">{t('training.noGpuStill')}</Text>
    </Remark>
  );
}

function Processor() {
  const { t } = useTranslation();
  const how = howToSwitchOn(navigator.userAgent);
  return (
    <Remark testId="processor">
      <Text size="sm">{t('training.processor')}</Text>
      {!window.isSecureContext && <Text size="sm">{t('training.insecure')}</Text>}
      {window.isSecureContext && how !== null && <Text size="sm">{t(how)}</Text>}
    </Remark>
  );
}

function SoftwareGpu() {
  const { t } = useTranslation();
  return (
    <Remark testId="software-gpu">
      <Text size="sm">{t('training.software')}</Text>
      {howToSwitchOn(navigator.userAgent) === chromeHint && <Text size="sm">{t(chromeHint)}</Text>}
    </Remark>
  );
}

/** Offered after a divergence, where the worker has kept weights from before. */
function GoBack() {
  const { t } = useTranslation();
  const format = useFormat();
  const { restore } = useActions();
  const step = useLab(({ training, kept }) =>
    training.kind === 'failed' && training.failure.code === 'diverged' && kept ? kept.step : null,
  );
  if (step === null) return null;
  return (
    // It may take two lines on a phone.
    <Button
      size="xs"
      h="auto"
      mih={30}
      py={4}
      styles={{ label: { whiteSpace: 'normal' } }}
      onClick={restore}
      data-testid="go-back"
    >
      {t('training.goBack', { step: format.whole(step) })}
    </Button>
  );
}

/** What to say of settings that the model cannot follow, and their names: flat, so that it stays equal. */
function partedOf({ model, config }: LabState): readonly string[] {
  if (!model) return [];
  const { retrain, schedule, keeps } = mismatch(model.config, config);
  if (retrain.length > 0) return ['mismatchRetrain', ...retrain];
  if (schedule.length > 0) return ['mismatchSchedule'];
  return keeps.length > 0 ? ['mismatchRun', ...keeps] : [];
}

/** What was changed since the training, with both ways out of it; a third is often to go on all the same. */
function Mismatch() {
  const { t } = useTranslation();
  const format = useFormat();
  const { setConfig, train } = useActions();
  const store = useLabStore();
  const [words, ...parted] = useLab(useShallow(partedOf));
  const ready = useLab(canStartOver);
  if (words === undefined) return null;
  const goBack = (): void => {
    const { model, config } = store.getState();
    if (model) setConfig(takeBack(model.config, config));
  };
  const names = format.list(parted.map((key) => t(`fields.${key}.label`)));
  return (
    <Remark kind={words === 'mismatchRun' ? 'info' : 'warning'} testId="mismatch">
      <Text size="sm">{t(`training.${words}`, { names })}</Text>
      <Group gap="xs" mt={6}>
        <Button size="xs" disabled={!ready} onClick={() => train({ fresh: true })}>
          {t('training.trainAgain')}
        </Button>
        <Button size="xs" variant="light" onClick={goBack}>
          {t('training.takeBack')}
        </Button>
      </Group>
    </Remark>
  );
}

export function TrainingRemarks() {
  const { t } = useTranslation();
  const backend = useLab(({ device }) => (device.kind === 'open' ? device.backend : null));
  // Said before the first training; who has seen one knows.
  const software = useLab(
    ({ device, runs }) => device.kind === 'open' && device.software === true && runs.length === 0,
  );
  return (
    <>
      {backend === 'none' && <NoGpu />}
      {backend === 'cpu' && <Processor />}
      {software && <SoftwareGpu />}
      {backend === 'webgl' && <Remark>{t('training.webgl')}</Remark>}
      <LastRun />
      <Mismatch />
      <FailureRemark part="device" />
      <FailureRemark part="modelFile" />
      <FailureRemark part="training">
        <Slower />
        <Smaller />
        <GoBack />
      </FailureRemark>
    </>
  );
}
