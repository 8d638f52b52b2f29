// Panel 2: an image on its way into the noise, step by step and in one jump.
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureRemark } from '../../parts/FailureRemark';
import { OwnPictureTools } from '../../parts/OwnPictureTools';
import { Panel } from '../Panel';
import { HistogramChart } from './HistogramChart';
import { ImagePicker } from './ImagePicker';
import { Rows, Toggle } from './Rows';
import { useForward } from './useForward';

/** What follows the schedule and the ruler; the panel around it is drawn once. */
function Process() {
  const { t } = useTranslation();
  const [accumulated, setAccumulated] = useState(false);
  const [distribution, setDistribution] = useState(false);
  const rows = useForward({ accumulated });
  if (!rows) return <Text c="dimmed">{t('forward.waiting')}</Text>;
  return (
    <>
      <Rows rows={rows} accumulated={accumulated} onAccumulated={setAccumulated} />
      <Toggle label={t('forward.showHistogram')} on={distribution} onToggle={setDistribution} />
      {distribution && <HistogramChart values={rows.atCursor} />}
    </>
  );
}

export function ForwardPanel() {
  const { t } = useTranslation();
  return (
    <Panel
      id="forward"
      number={2}
      title={t('forward.title')}
      subtitle={t('forward.subtitle')}
      actions={<OwnPictureTools />}
    >
      <FailureRemark part="data" />
      <ImagePicker />
      <Process />
    </Panel>
  );
}
