// Bits a dimension of the present model: the prior, the KL terms over t, the decoder, and what they come to.
import { Button, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isResting } from '../../../../store/phases';
import { useLab } from '../../../../store/useLab';
import { canSee } from '../../../../store/mismatch';
import { processOf } from '../../../../diffusion/process/index';
import { useFormat } from '../../../hooks/format';
import { useProcess } from '../../../hooks/process';
import { ChartFrame } from '../../../parts/ChartFrame';
import { FailureText } from '../../../parts/FailureRemark';
import { Remark } from '../../../parts/Remark';
import classes from '../closer.module.css';
import { Facts } from '../Facts';
import { closerNamespace } from '../texts';
import { useBits } from './useBits';
import { Weights } from './Weights';

/** DDPM's own on CIFAR-10 (Ho et al. 2020, table 1): at most. */
const published = 3.75;

/** What a number takes that nothing is known of. */
const bitsOfByte = 8;

export function BitsView() {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const { measured, busy, failure, measure, stop } = useBits();
  const hasModel = useLab((lab) => canSee(lab) && lab.model !== null && processOf(lab.model.config).chain);
  const resting = useLab((lab) => isResting(lab.training) && lab.sampling.kind !== 'sampling');
  const { chain } = useProcess();
  const bits = measured?.bits ?? null;
  const curve = measured?.curve ?? [];
  return (
    <>
      <Text size="sm">{t('bits.intro')}</Text>
      {!hasModel && <Remark testId="bits-no-model">{t('bits.noModel')}</Remark>}
      <div className={classes.choices} data-testid="bits">
        {busy ? (
          <>
            <Button size="xs" variant="default" onClick={stop}>
              {t('stop')}
            </Button>
            <Progress
              className={classes.choice}
              value={measured ? (100 * measured.done) / measured.total : 0}
              aria-label={t('bits.measure')}
              transitionDuration={0}
            />
          </>
        ) : (
          <Button size="xs" disabled={!hasModel || !resting} onClick={measure} data-testid="bits-measure">
            {t('bits.measure')}
          </Button>
        )}
      </div>
      {failure && (
        <Remark kind="warning">
          <FailureText failure={failure} />
        </Remark>
      )}
      {bits && (
        <div className={classes.parts}>
          <Facts
            testId="bits-facts"
            facts={[
              [
                t('bits.total', { pictures: bits.pictures }),
                `${format.fixed(bits.total, 3)} ± ${format.fixed(bits.standardError, 3)}`,
              ],
              [t('bits.prior'), format.number(bits.prior)],
              [t('bits.steps'), format.fixed(bits.steps, 3)],
              [t('bits.decoder'), format.fixed(bits.decoder, 3)],
              [t('bits.published'), `≤ ${format.fixed(published, 2)}`],
              [t('bits.plain'), String(bitsOfByte)],
            ]}
          />
          {curve.length > 1 && (
            <ChartFrame
              testId="bits-curve"
              label={t('bits.chart')}
              xLabel="t"
              yLabel={t('bits.axis')}
              x={curve.map((one) => Math.round(one.t) + 1)}
              lines={[
                {
                  key: 'bits',
                  label: t('bits.term'),
                  colour: 'var(--signal)',
                  values: curve.map((one) => one.bits),
                },
              ]}
              height={210}
              scale="log"
              formatX={String}
              formatY={format.number}
            />
          )}
        </div>
      )}
      <Text size="xs" c="dimmed">
        {t('bits.note')}
      </Text>
      {chain && <Weights measured={curve} />}
    </>
  );
}
