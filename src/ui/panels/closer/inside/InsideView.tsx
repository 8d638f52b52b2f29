// Inside the network: what every layer computes for the chosen picture at the ruler's t.
import { Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InsideSight } from '../../../../lab/inside';
import { useNoisedPicture } from '../../../hooks/noisedPicture';
import { useCleanPicture } from '../../../hooks/picture';
import { usePosition } from '../../../hooks/time';
import { FailureText } from '../../../parts/FailureRemark';
import { Remark } from '../../../parts/Remark';
import { closerNamespace } from '../texts';
import { AttentionLook } from './AttentionLook';
import classes from './inside.module.css';
import { LayerDetail } from './LayerDetail';
import { NetworkMaps } from './NetworkMaps';
import { drawnLayers, stagesOf } from './stagesOf';
import { TimePicture } from './TimePicture';
import { useInside } from './useInside';

interface SightProps {
  readonly sight: InsideSight;
  /** On the ruler, 1 … T. */
  readonly position: number;
}

function Sight({ sight, position }: SightProps) {
  const stages = useMemo(() => stagesOf(sight.layers), [sight]);
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen =
    sight.layers.find(({ layer }) => layer === wanted) ?? stages.flatMap(drawnLayers)[0] ?? sight.layers[0];
  const noised = useNoisedPicture(position);
  if (!chosen) return null;
  return (
    <>
      <NetworkMaps stages={stages} chosen={chosen.layer} onChoose={setWanted} />
      <LayerDetail key={chosen.layer} sight={chosen} layers={sight.layers} onChoose={setWanted} />
      {noised && <AttentionLook layers={sight.layers} picture={noised} position={position} />}
      {sight.time && <TimePicture time={sight.time} timestep={position - 1} />}
    </>
  );
}

export function InsideView() {
  const { t } = useTranslation(closerNamespace);
  const { position } = usePosition();
  const clean = useCleanPicture();
  // The clean picture has no time step of its own: the network is asked at the first one.
  const asked = Math.max(1, position);
  const { hasModel, sight, stale, failure } = useInside(clean, asked - 1);
  return (
    <>
      <Text size="sm">{t('inside.intro', { t: asked })}</Text>
      {!hasModel && <Remark testId="inside-no-model">{t('inside.noModel')}</Remark>}
      {hasModel && !sight && !failure && <Remark testId="inside-waits">{t('inside.waits')}</Remark>}
      {failure && (
        <Remark kind="warning">
          <FailureText failure={failure} />
        </Remark>
      )}
      {sight && (
        <div className={classes.inside} data-testid="inside" data-stale={stale || undefined}>
          <Sight sight={sight} position={asked} />
        </div>
      )}
    </>
  );
}
