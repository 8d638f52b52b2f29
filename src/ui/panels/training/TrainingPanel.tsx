// Panel 3: training, live.
import { ActionIcon } from '@mantine/core';
import { IconSitemap } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { openDialog } from '../../state/view';
import { Panel } from '../Panel';
import { BeforeTraining } from './BeforeTraining';
import { DenoisingCheck } from './DenoisingCheck';
import { LearningFilm } from './LearningFilm';
import { LossChart } from './LossChart';
import { GuessTold } from './LossGuess';
import { QualityMeter } from './QualityMeter';
import { RunsTable } from './RunsTable';
import { SpeedrunLine } from './SpeedrunLine';
import { TeachToJump } from './TeachToJump';
import { TrainButtons } from './TrainButtons';
import { TrainingRemarks } from './TrainingRemarks';
import { TrainingStatus } from './TrainingStatus';

function NetworkButton() {
  const { t } = useTranslation();
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={t('training.network')}
      title={t('training.network')}
      onClick={() => openDialog('model')}
      data-testid="network"
    >
      <IconSitemap size={17} />
    </ActionIcon>
  );
}

const actions = (
  <>
    <NetworkButton />
    <TrainButtons />
  </>
);

export function TrainingPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const runs = useLab((lab) => lab.runs);
  const run = runs.at(-1);
  const parameters =
    run && run.parameters > 0 ? t('training.parameters', { formatted: format.whole(run.parameters) }) : null;
  return (
    <Panel
      id="training"
      number={3}
      title={t('training.title')}
      subtitle={parameters ?? t('training.subtitle')}
      actions={actions}
    >
      <TrainingRemarks />
      <TrainingStatus />
      <GuessTold />
      {run && run.losses.buckets.length > 0 ? <LossChart runs={runs} /> : <BeforeTraining />}
      {run && <SpeedrunLine run={run} />}
      {run && run.film.length > 0 && <LearningFilm rows={run.film} />}
      <QualityMeter />
      <TeachToJump />
      <DenoisingCheck />
      {runs.length > 1 && <RunsTable runs={runs} />}
    </Panel>
  );
}
