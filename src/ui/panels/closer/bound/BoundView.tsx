// The bound, part by part: what KL is, where it stands in the chain for one pixel, and how a picture is told in bits.
import { SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toPictures } from '../../../../lab/pictures';
import { useNoisedPicture } from '../../../hooks/noisedPicture';
import { useProcess } from '../../../hooks/process';
import { usePosition } from '../../../hooks/time';
import { Remark } from '../../../parts/Remark';
import classes from '../closer.module.css';
import { closerNamespace } from '../texts';
import { Decoder } from './Decoder';
import { greyestPixel } from './greyest';
import { PickedPixel } from './PickedPixel';
import { Posterior } from './Posterior';
import { TwoGaussians } from './TwoGaussians';
import { useReverseStep, type ReverseStep } from './useReverseStep';

const channelNames = ['R', 'G', 'B'] as const;

function OnePixel({ step }: { readonly step: ReverseStep }) {
  const { t } = useTranslation(closerNamespace);
  const { clean } = step;
  const [picked, setPicked] = useState<number | null>(null);
  const [channel, setChannel] = useState(0);
  const { position } = usePosition();
  const noised = useNoisedPicture(position);
  const original = useMemo(() => toPictures(clean), [clean]);
  const greyest = useMemo(() => greyestPixel(clean), [clean]);
  const places = clean.width * clean.height;
  const place = picked !== null && picked < places ? picked : greyest;
  const pixel = place * clean.channels + Math.min(channel, clean.channels - 1);
  return (
    <div className={classes.pair}>
      <div className={`${classes.part} ${classes.across}`}>
        <h3>{t('pixel.title')}</h3>
        <PickedPixel
          place={place}
          onPlace={setPicked}
          hint={t('pixel.hint')}
          pictures={[
            { name: t('pixel.clean'), pictures: original },
            ...(noised ? [{ name: t('pixel.noised', { t: position }), pictures: noised }] : []),
          ]}
        />
        {clean.channels === channelNames.length && (
          <SegmentedControl
            size="xs"
            aria-label={t('pixel.channel')}
            value={String(channel)}
            onChange={(value) => setChannel(Number(value))}
            data={channelNames.map((label, i) => ({ value: String(i), label }))}
          />
        )}
      </div>
      {position > 1 ? (
        <Posterior step={step} pixel={pixel} />
      ) : (
        <div className={classes.part}>
          <h3>{t('posterior.title')}</h3>
          <Remark>{t(position === 0 ? 'posterior.atClean' : 'posterior.atFirst')}</Remark>
        </div>
      )}
      <Decoder step={step} pixel={pixel} />
    </div>
  );
}

export function BoundView() {
  const { t } = useTranslation(closerNamespace);
  const { chain } = useProcess();
  const step = useReverseStep();
  return (
    <>
      <Text size="sm">{t('bound.intro')}</Text>
      <div className={classes.oneAndPair} data-testid="bound">
        <TwoGaussians />
        {chain ? step && <OnePixel step={step} /> : <Remark>{t('bound.noChain')}</Remark>}
      </div>
    </>
  );
}
