// How good the model's samples are, by a judge: shares and distance in numbers, and beside each sample the training image
// that is nearest to it.
import { Button, Text } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Quality } from '../../../lab/quality';
import type { QualityCheck } from '../../../store/state';
import { useActions, useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { samplingNeed } from '../../hooks/needs';
import { FailureText } from '../../parts/FailureRemark';
import { NeedButton } from '../../parts/NeedButton';
import { PixelGrid } from '../../parts/PixelGrid';
import { Remark } from '../../parts/Remark';
import classes from './training.module.css';

const columns = 10;

function Numbers({ quality }: { readonly quality: Quality }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { recognised, asked, spread, frechet, floor, count, step } = quality;
  const rows = [
    { name: 'recognised', value: format.percent(recognised) },
    { name: 'asked', value: Number.isNaN(asked) ? '–' : format.percent(asked) },
    { name: 'spread', value: format.percent(spread) },
    { name: 'frechet', value: `${format.number(frechet)} (${format.number(frechet / floor)} ×)` },
    { name: 'floor', value: format.number(floor) },
  ] as const;
  return (
    <>
      <table className={classes.quality} data-testid="quality-numbers">
        <caption>
          {t('training.quality.caption', { samples: format.whole(count), step: format.whole(step) })}
        </caption>
        <tbody>
          {rows.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{t(`training.quality.${name}`)}</th>
              <td className="number">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed">
        {t('training.quality.notFid')}
      </Text>
    </>
  );
}

function Found({ found }: { readonly found: Extract<QualityCheck, { kind: 'done' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { quality, samples, nearest, distances } = found;
  const least = Math.min(...distances);
  return (
    <div className={classes.found} data-testid="quality">
      {quality ? <Numbers quality={quality} /> : <Text size="sm">{t('training.quality.noJudge')}</Text>}
      <figure>
        <PixelGrid pictures={samples} columns={columns} label={t('training.quality.samples')} />
        <figcaption>{t('training.quality.samples')}</figcaption>
      </figure>
      <figure>
        <PixelGrid pictures={nearest} columns={columns} label={t('training.quality.nearest')} />
        <figcaption>{t('training.quality.nearestAt', { distance: format.number(least) })}</figcaption>
      </figure>
    </div>
  );
}

export function QualityMeter() {
  const { t } = useTranslation();
  const { assess, stopAssessing } = useActions();
  const check = useLab((lab) => lab.quality);
  const need = useLab(samplingNeed);
  const hasModel = useLab((lab) => lab.model !== null);
  const format = useFormat();
  if (!hasModel) return null;
  return (
    <section className={classes.meter} aria-label={t('training.quality.title')}>
      {check.kind === 'measuring' ? (
        <Button size="xs" variant="default" onClick={stopAssessing} data-testid="stop-quality">
          {t('training.quality.stop', { percent: format.percent(check.done / check.total) })}
        </Button>
      ) : (
        <NeedButton
          size="xs"
          variant="default"
          leftSection={<IconGauge size={14} />}
          need={need}
          onClick={assess}
          data-testid="measure-quality"
        >
          {t('training.quality.measure')}
        </NeedButton>
      )}
      {check.kind === 'failed' && (
        <Remark kind="warning" testId="quality-failure">
          <FailureText failure={check.failure} />
        </Remark>
      )}
      {check.kind === 'done' && <Found found={check} />}
    </section>
  );
}
