// The network from the side, its stages filled with the mean maps of their layers: each can be chosen.
import { memo, useMemo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { meanMap, type LayerSight } from '../../../../lab/inside';
import { PixelGrid } from '../../../parts/PixelGrid';
import { closerNamespace } from '../texts';
import classes from './inside.module.css';
import { signedPictures } from './shades';
import { drawnLayers, type StageSight } from './stagesOf';

interface MapButtonProps {
  readonly sight: LayerSight;
  readonly pressed: boolean;
  readonly onChoose: (layer: string) => void;
}

const MapButton = memo(function MapButton({ sight, pressed, onChoose }: MapButtonProps) {
  const { t } = useTranslation(closerNamespace);
  const { layer, height, width } = sight;
  const picture = useMemo(
    () => signedPictures(meanMap(sight), { count: 1, height, width }),
    [sight, height, width],
  );
  return (
    <button
      type="button"
      className={classes.map}
      aria-pressed={pressed}
      aria-label={t('inside.choose', { layer })}
      title={layer}
      onClick={() => onChoose(layer)}
    >
      <PixelGrid pictures={picture} label={layer} />
    </button>
  );
});

export interface NetworkMapsProps {
  readonly stages: readonly StageSight[];
  /** Name of a layer. */
  readonly chosen: string;
  readonly onChoose: (layer: string) => void;
}

export function NetworkMaps({ stages, chosen, onChoose }: NetworkMapsProps) {
  const { t } = useTranslation(closerNamespace);
  const drawn = stages.filter((stage) => drawnLayers(stage).length > 0);
  return (
    <figure>
      <ol className={classes.network} data-testid="inside-network">
        {drawn.map((stage, i) => {
          const layers = drawnLayers(stage);
          return (
            <li
              key={i}
              className={classes.stage}
              style={{ '--level': stage.level, '--share': layers.length } as CSSProperties}
              data-chosen={stage.layers.some(({ layer }) => layer === chosen) || undefined}
            >
              <span className={classes.stageName}>
                {t('inside.stage', {
                  size: stage.size,
                  channels: Math.max(...layers.map(({ channels }) => channels)),
                })}
              </span>
              <div className={classes.maps}>
                {layers.map((sight) => (
                  <MapButton
                    key={sight.layer}
                    sight={sight}
                    pressed={sight.layer === chosen}
                    onChoose={onChoose}
                  />
                ))}
              </div>
            </li>
          );
        })}
      </ol>
      <figcaption className={classes.note}>{t('inside.networkHint')}</figcaption>
    </figure>
  );
}
