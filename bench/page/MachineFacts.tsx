// What the machine itself does, before any network.
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../src/ui/hooks/format';
import type { Machine } from '../machine';
import classes from './bench.module.css';
import { benchNamespace } from './texts';

export function MachineFacts({ machine }: { readonly machine: Machine }) {
  const { t } = useTranslation(benchNamespace);
  const format = useFormat();
  const { adapter, software, dispatchUs, answerMs, roofline, features } = machine;
  const facts: readonly (readonly [name: string, value: string])[] = [
    [t('adapter'), adapter || t('unnamed')],
    [t('dispatch'), `${format.number(dispatchUs)} µs`],
    [t('answer'), `${format.number(answerMs)} ms`],
    [t('flops'), `${format.number(roofline.flopsPerMs / 1e6)} GFLOP/s`],
    [t('bytes'), `${format.number(roofline.bytesPerMs / 1e6)} GB/s`],
    [t('features'), features.length > 0 ? format.list(features) : t('none')],
  ];
  return (
    <section>
      <Title order={2} size="h4">
        {t('machine')}
      </Title>
      <dl className={classes.facts} data-testid="bench-machine">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
      {software && <p className={classes.note}>{t('software')}</p>}
    </section>
  );
}
