// What the sampler holds and what the network sees in it, side by side.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReelFrame } from '../../../store/reel';
import { PixelGrid } from '../../parts/PixelGrid';
import classes from './reverse.module.css';

export function SampleGrids({ frame }: { readonly frame: ReelFrame }) {
  const { t } = useTranslation();
  const { xt, predOriginalSample } = frame;
  const columns = Math.ceil(Math.sqrt(xt.count));
  const words = { count: xt.count, t: frame.timestep + 1 };
  return (
    <div className={classes.grids}>
      <figure>
        <PixelGrid
          pictures={xt}
          columns={columns}
          label={t('reverse.noisyLabel', words)}
          testId="reverse-xt"
        />
        <Text component="figcaption" size="xs" c="dimmed">
          {t('reverse.noisy')}
        </Text>
      </figure>
      <figure>
        <PixelGrid
          pictures={predOriginalSample}
          columns={columns}
          label={t('reverse.cleanLabel', words)}
          testId="reverse-x0"
        />
        <Text component="figcaption" size="xs" c="dimmed">
          {t('reverse.clean')}
        </Text>
      </figure>
    </div>
  );
}
