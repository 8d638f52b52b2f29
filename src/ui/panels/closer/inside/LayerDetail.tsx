// One layer: what computed it, all its channels, one of them large, and what its norm has made even.
import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsOf, spread, type LayerSight } from '../../../../lab/inside';
import { useLab } from '../../../../store/useLab';
import { useFormat } from '../../../hooks/format';
import { ChartFrame } from '../../../parts/ChartFrame';
import { PickableGrid } from '../../../parts/PickableGrid';
import { pick } from '../../../parts/paint';
import { PixelGrid } from '../../../parts/PixelGrid';
import closer from '../closer.module.css';
import { Facts } from '../Facts';
import { closerNamespace } from '../texts';
import classes from './inside.module.css';
import { channelsFirst, largest, signedPictures } from './shades';

/** Channels that are drawn at most. */
const mostChannels = 128;

/** What has computed the layer. */
function useOperation({ operation, kind }: LayerSight): string {
  const { t } = useTranslation(closerNamespace);
  const backend = useLab(({ device }) => (device.kind === 'open' ? device.backend : null));
  if (operation === null) return t('inside.stockTfjs', { kind: t(`inside.kinds.${kind}`) });
  return t(backend === 'webgpu' ? 'inside.ownKernel' : 'inside.stockOperation', { operation });
}

export interface LayerDetailProps {
  readonly sight: LayerSight;
  readonly layers: readonly LayerSight[];
  readonly onChoose: (layer: string) => void;
}

export function LayerDetail({ sight, layers, onChoose }: LayerDetailProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const operation = useOperation(sight);
  const [channel, setChannel] = useState(0);
  const { layer, height, width, channels, values } = sight;
  const count = Math.min(mostChannels, channels);
  const pictures = useMemo(() => {
    const first = channelsFirst(values, channels, count);
    return signedPictures(first, { count, height, width }, largest(values));
  }, [values, channels, count, height, width]);
  const columns = height === 1 ? 32 : height > 16 ? 8 : 12;
  const all = useMemo(() => spread(values), [values]);
  const one = useMemo(
    () => spread(channelsOf({ values, channels }, channel, 1)),
    [values, channels, channel],
  );
  const each = useMemo(
    () => Array.from({ length: channels }, (_, i) => spread(channelsOf({ values, channels }, i, 1))),
    [values, channels],
  );
  return (
    <section className={classes.detail} aria-label={layer} data-testid="inside-layer">
      <div className={closer.part}>
        <NativeSelect
          size="xs"
          label={t('inside.layer')}
          value={layer}
          onChange={(event) => onChoose(event.currentTarget.value)}
          data={layers.map(({ layer: value }) => value)}
        />
        <Facts
          testId="inside-facts"
          facts={[
            [t('inside.computedBy'), operation],
            [t('inside.shape'), `${height} × ${width} × ${channels}`],
            [t('inside.mean'), format.number(all.mean)],
            [t('inside.deviation'), format.number(all.deviation)],
            [t('inside.range'), `${format.number(all.least)} … ${format.number(all.greatest)}`],
          ]}
        />
        <figure className={classes.large}>
          <PixelGrid
            pictures={pick(pictures, [channel])}
            label={t('inside.channel', { channel: channel + 1 })}
          />
          <figcaption className={classes.note}>
            {t('inside.channelIs', {
              channel: channel + 1,
              mean: format.number(one.mean),
              deviation: format.number(one.deviation),
            })}
          </figcaption>
        </figure>
      </div>
      <div className={closer.part}>
        <figure data-testid="inside-channels">
          <PickableGrid
            pictures={pictures}
            columns={Math.min(columns, count)}
            gap={1}
            label={t('inside.channels', { layer })}
            chosen={channel}
            nameOf={(index) => t('inside.channel', { channel: index + 1 })}
            onChoose={setChannel}
          />
          <figcaption className={classes.note}>
            {channels > count
              ? t('inside.channelsFirst', { shown: count, channels })
              : t('inside.channelsHint')}
          </figcaption>
        </figure>
        {channels > 1 && (
          <ChartFrame
            testId="inside-statistics"
            label={t('inside.statistics')}
            xLabel={t('inside.channelAxis')}
            yLabel={t('inside.value')}
            x={each.map((_, i) => i + 1)}
            lines={[
              {
                key: 'mean',
                label: t('inside.mean'),
                colour: 'var(--signal)',
                values: each.map((s) => s.mean),
              },
              {
                key: 'deviation',
                label: t('inside.deviation'),
                colour: 'var(--noise)',
                values: each.map((s) => s.deviation),
                dash: '7 4',
              },
            ]}
            height={150}
            formatX={String}
            formatY={format.number}
          />
        )}
        <NormStatistics sight={sight} />
      </div>
    </section>
  );
}

/** Group by group, what a norm brings to mean 0 and deviation 1 before its gain. */
function NormStatistics({ sight: { before, operation } }: { readonly sight: LayerSight }) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const [only] = before ?? [];
  if (!before || !only) return null;
  if (operation === null || before.length === 1)
    return (
      <Facts
        testId="inside-norm"
        facts={[
          [t('inside.meanBefore'), format.number(only.mean)],
          [t('inside.deviationBefore'), format.number(only.deviation)],
        ]}
      />
    );
  return (
    <ChartFrame
      testId="inside-norm"
      label={t('inside.norm')}
      xLabel={t('inside.group')}
      yLabel={t('inside.value')}
      x={before.map((_, i) => i + 1)}
      lines={[
        {
          key: 'mean',
          label: t('inside.meanBefore'),
          colour: 'var(--signal)',
          values: before.map(({ mean }) => mean),
        },
        {
          key: 'deviation',
          label: t('inside.deviationBefore'),
          colour: 'var(--noise)',
          values: before.map(({ deviation }) => deviation),
          dash: '7 4',
        },
      ]}
      height={150}
      formatX={String}
      formatY={format.number}
    />
  );
}
