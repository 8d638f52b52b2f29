// Runs side by side: what differed, and what came of it.
import { ActionIcon, Table, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { changesOf } from '../../../lab/changes';
import type { FieldKey, LabConfig } from '../../../lab/fields';
import { lastLoss, lastRawLoss, type Run } from '../../../store/run';
import { useActions } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { useSettingWords } from '../../hooks/settingWords';
import { runColour } from './runColour';
import classes from './training.module.css';

/** Settings of training in which at least one of the runs differs from the last. */
export function differing(runs: readonly Run[]): FieldKey[] {
  const last = runs.at(-1);
  if (!last) return [];
  // How samples are drawn does not tell runs apart.
  const of = (config: LabConfig): FieldKey[] =>
    changesOf(config, last.config, 'live', 'keeps', 'schedule', 'retrain');
  return [...new Set(runs.flatMap(({ config }) => of(config)))];
}

export function RunsTable({ runs }: { readonly runs: readonly Run[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { removeRun } = useActions();
  const region = useRef<HTMLDivElement>(null);
  const keys = differing(runs);
  const remove = (id: number): void => {
    // The button that has the focus goes with its row, and the table with its last comparison.
    const left = runs.length > 2 ? region.current : document.getElementById('panel-training');
    left?.focus();
    removeRun(id);
  };
  const words = useSettingWords();
  return (
    <div ref={region} className={classes.runs} tabIndex={0} role="region" aria-label={t('training.runs')}>
      <Table fz="xs" verticalSpacing={4} className="number" data-testid="runs-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('training.runs')}</Table.Th>
            <Table.Th>{t('training.stepLabel')}</Table.Th>
            <Table.Th>{t('training.lossSmoothed')}</Table.Th>
            <Table.Th>{t('training.lossLast')}</Table.Th>
            {keys.map((key) => (
              <Table.Th key={key}>{t(`fields.${key}.label`)}</Table.Th>
            ))}
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run, i) => {
            const present = i === runs.length - 1;
            return (
              <Table.Tr key={run.id} fw={present ? 650 : 400}>
                <Table.Td>
                  <Text component="span" size="xs" c={present ? 'var(--signal)' : runColour(run.id)}>
                    ●
                  </Text>{' '}
                  {run.id}
                </Table.Td>
                <Table.Td>{format.whole(run.step)}</Table.Td>
                <Table.Td>{format.number(lastLoss(run), 4)}</Table.Td>
                <Table.Td>{format.number(lastRawLoss(run), 4)}</Table.Td>
                {keys.map((key) => (
                  <Table.Td key={key}>{words(run.config, key)}</Table.Td>
                ))}
                <Table.Td>
                  {!present && (
                    <ActionIcon
                      size="xs"
                      variant="subtle"
                      color="gray"
                      aria-label={t('training.removeRun', { id: run.id })}
                      onClick={() => remove(run.id)}
                    >
                      <IconX size={12} />
                    </ActionIcon>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
