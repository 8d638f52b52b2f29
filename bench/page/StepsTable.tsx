// A training step of each network, ours and the peer's side by side.
import { Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../src/ui/hooks/format';
import type { Machine } from '../machine';
import { ratioOf, type Result } from '../results';
import classes from './bench.module.css';
import { shareOf } from './report';
import { benchNamespace } from './texts';

export interface StepsTableProps {
  readonly machine: Machine;
  readonly results: readonly Result[];
}

export function StepsTable({ machine, results }: StepsTableProps) {
  const { t } = useTranslation([benchNamespace, 'translation']);
  const format = useFormat();
  const seconds = (ms: number): string =>
    ms < 1000 ? `${format.number(ms)} ms` : `${format.number(ms / 1000)} s`;
  const faster = (result: Result): string => {
    const ratio = ratioOf(result, results);
    return ratio === null ? '' : `×${format.number(1 / ratio)}`;
  };
  return (
    <section>
      <Title order={2} size="h4">
        {t('steps')}
      </Title>
      <div className={classes.table} tabIndex={0} role="group" aria-label={t('steps')}>
        <Table striped withRowBorders={false} className="number" data-testid="bench-steps">
          <Table.Thead>
            <Table.Tr>
              {(
                [
                  'network',
                  'batch',
                  'engine',
                  'step',
                  'faster',
                  'first',
                  'dispatches',
                  'peak',
                  'share',
                ] as const
              ).map((name) => (
                <Table.Th key={name}>{t(name)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {results.map((result) => (
              <Table.Tr key={`${result.model} ${result.engine}`}>
                <Table.Td>{t(`choices.model.${result.model}`, { ns: 'translation' })}</Table.Td>
                <Table.Td>{format.whole(result.batch)}</Table.Td>
                <Table.Td>{result.engine === 'lab' ? t('own') : result.engine}</Table.Td>
                <Table.Td>{seconds(result.msPerStep)}</Table.Td>
                <Table.Td>{faster(result)}</Table.Td>
                <Table.Td>{seconds(result.firstStepMs)}</Table.Td>
                <Table.Td>{format.whole(result.dispatches)}</Table.Td>
                <Table.Td>{format.size(result.peakBytes)}</Table.Td>
                <Table.Td>{format.percent(shareOf(result, machine))}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <p className={classes.note}>{t('explain')}</p>
    </section>
  );
}
