// Ways out of a failed training that change what made it fail.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { smaller } from '../../../store/training/actions';
import { useActions, useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';

/** It may take two lines on a phone. */
const wraps = { size: 'xs', h: 'auto', mih: 30, py: 4, styles: { label: { whiteSpace: 'normal' } } } as const;

/** After a divergence: the last good weights, if there are any, and half the learning rate. */
export function Slower() {
  const { t } = useTranslation();
  const format = useFormat();
  const { restoreSlower } = useActions();
  const diverged = useLab(
    ({ training }) => training.kind === 'failed' && training.failure.code === 'diverged',
  );
  const step = useLab(({ kept }) => kept?.step ?? null);
  const rate = useLab(({ config }) => format.number(config.learningRate / 2, 2));
  if (!diverged) return null;
  return (
    <Button {...wraps} onClick={restoreSlower} data-testid="slower">
      {step === null
        ? t('training.startSlower', { rate })
        : t('training.goBackSlower', { step: format.whole(step), rate })}
    </Button>
  );
}

/** After the memory was full: the same step in smaller parts. */
export function Smaller() {
  const { t } = useTranslation();
  const format = useFormat();
  const { trainSmaller } = useActions();
  const full = useLab(
    ({ training }) => training.kind === 'failed' && training.failure.code === 'out-of-memory',
  );
  const before = useLab(({ config }) => config.batchSize);
  const batch = useLab(({ config }) => smaller(config).batchSize);
  if (!full || batch === undefined || batch === before) return null;
  return (
    <Button {...wraps} onClick={trainSmaller} data-testid="smaller">
      {t('training.smaller', { batch: format.whole(batch) })}
    </Button>
  );
}
