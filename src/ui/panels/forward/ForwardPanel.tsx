// Panel 2: an image on its way into the noise.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../Panel';
import { ForwardStrip } from './ForwardStrip';
import { ImagePicker } from './ImagePicker';
import { useForward } from './useForward';

export function ForwardPanel() {
  const { t } = useTranslation();
  const forward = useForward();
  return (
    <Panel id="forward" number={2} title={t('forward.title')} subtitle={t('forward.subtitle')}>
      <ImagePicker />
      {forward ? (
        <ForwardStrip
          {...forward}
          label={t('forward.strip', { count: forward.stations.length })}
          testId="forward-strip"
        />
      ) : (
        <Text c="dimmed">{t('forward.waiting')}</Text>
      )}
    </Panel>
  );
}
