// Where one pixel looks: the weights of its attention over the map, head by head.
import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attentionOf, type AttentionSight, type LayerSight } from '../../../../lab/inside';
import { toPictures, type Pictures } from '../../../../lab/pictures';
import { useFormat } from '../../../hooks/format';
import { PixelGrid } from '../../../parts/PixelGrid';
import { PickedPixel } from '../bound/PickedPixel';
import closer from '../closer.module.css';
import { closerNamespace } from '../texts';
import classes from './inside.module.css';

export interface AttentionLookProps {
  readonly layers: readonly LayerSight[];
  /** What the network is shown. */
  readonly picture: Pictures;
  readonly position: number;
}

export function AttentionLook({ layers, picture, position }: AttentionLookProps) {
  const { t } = useTranslation(closerNamespace);
  const attending = layers.filter(({ attention }) => attention !== undefined);
  const [wanted, setWanted] = useState<string | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const sight = attending.find(({ layer }) => layer === wanted) ?? attending[0];
  if (!sight?.attention) return null;
  const { height, width, attention } = sight;
  // To begin with the one in the middle.
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
  const place = picked !== null && picked < attention.pixels ? picked : middle;
  return (
    <section className={closer.part} aria-label={t('inside.attention')} data-testid="inside-attention">
      <h3>{t('inside.attention')}</h3>
      {attending.length > 1 && (
        <NativeSelect
          size="xs"
          className={classes.which}
          label={t('inside.layer')}
          value={sight.layer}
          onChange={(event) => setWanted(event.currentTarget.value)}
          data={attending.map(({ layer }) => layer)}
        />
      )}
      <PickedPixel
        grid={{ height, width }}
        place={place}
        onPlace={setPicked}
        hint={t('inside.attentionHint', { size: height })}
        pictures={[{ name: t('pixel.noised', { t: position }), pictures: picture }]}
      />
      <Heads attention={attention} place={place} height={height} width={width} />
    </section>
  );
}

interface HeadsProps {
  readonly attention: AttentionSight;
  readonly place: number;
  readonly height: number;
  readonly width: number;
}

function Heads({ attention, place, height, width }: HeadsProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const rows = useMemo(() => attentionOf(attention, place), [attention, place]);
  const heads = useMemo(
    () =>
      rows.map((weights) => {
        const own = Float32Array.from(weights.subarray(attention.memories));
        const most = own.reduce((a, b) => Math.max(a, b), 0);
        const batch = { count: 1, height, width, channels: 1, pixels: own };
        return {
          pictures: toPictures(batch, 0, most),
          most,
          // 1/Σw²: over how many pixels the weight is spread.
          spread: 1 / weights.reduce((sum, weight) => sum + weight * weight, 0),
          remembered: weights.subarray(0, attention.memories).reduce((sum, weight) => sum + weight, 0),
        };
      }),
    [rows, attention.memories, height, width],
  );
  return (
    <ol className={classes.heads}>
      {heads.map(({ pictures, most, spread, remembered }, i) => (
        <li key={i}>
          <PixelGrid pictures={pictures} label={t('inside.head', { head: i + 1 })} />
          <strong>{t('inside.head', { head: i + 1 })}</strong>
          <span className="number">{t('inside.most', { value: format.fixed(100 * most, 1) })}</span>
          <span className="number">{t('inside.spread', { pixels: format.number(spread) })}</span>
          {attention.memories > 0 && (
            <span className="number">
              {t('inside.memories', { value: format.fixed(100 * remembered, 1) })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
