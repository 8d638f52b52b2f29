// The teacher's side of a lesson's codes: a pasted list is checked here, on this computer alone.
import { Table, Text, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../hooks/format';
import type { Lesson } from './format';
import classes from './lessons.module.css';
import { checkList, predictionsOf, type CheckedLine } from './proof';
import { lessonsNamespace } from './texts';

interface RowProps {
  readonly line: CheckedLine;
  readonly number: number;
  readonly right: readonly number[];
}

function Row({ line: { name, code, proven, sameAs }, number, right }: RowProps) {
  const { t } = useTranslation(lessonsNamespace);
  const format = useFormat();
  const good = proven?.answers.filter((answer, i) => answer === right[i]).length ?? 0;
  const verdict = proven === null ? 'refused' : sameAs === null ? 'accepted' : 'twice';
  return (
    <Table.Tr data-verdict={verdict}>
      <Table.Td className="number">{number}</Table.Td>
      <Table.Td>{name}</Table.Td>
      <Table.Td className={classes.code}>{code}</Table.Td>
      <Table.Td data-testid="proof-verdict">{t(`proof.${verdict}`, { line: sameAs })}</Table.Td>
      {right.length > 0 && (
        <Table.Td className="number">
          {proven &&
            t('proof.foreseen', {
              predictions: format.list(proven.answers.map((answer) => String(answer + 1))),
              right: good,
              all: right.length,
            })}
        </Table.Td>
      )}
    </Table.Tr>
  );
}

export function ProofCheck({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation(lessonsNamespace);
  const [list, setList] = useState('');
  const lines = useMemo(() => checkList(lesson, list), [lesson, list]);
  const right = useMemo(() => predictionsOf(lesson).map((asked) => asked.right), [lesson]);
  const accepted = lines.filter(({ proven, sameAs }) => proven && sameAs === null).length;
  return (
    <div className={classes.check} data-testid={`proof-check-${lesson.id}`}>
      <Textarea
        size="xs"
        autosize
        minRows={2}
        maxRows={12}
        label={t('proof.check')}
        description={t('proof.checkHint')}
        value={list}
        onChange={(event) => setList(event.currentTarget.value)}
      />
      <Text size="xs" role="status" className="number">
        {lines.length > 0 && t('proof.sum', { accepted, all: lines.length })}
      </Text>
      {lines.length > 0 && (
        <div className={classes.checked} tabIndex={0} role="region" aria-label={t('proof.check')}>
          <Table fz="xs" verticalSpacing={2}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('proof.line')}</Table.Th>
                <Table.Th>{t('proof.name')}</Table.Th>
                <Table.Th>{t('proof.code')}</Table.Th>
                <Table.Th>{t('proof.verdict')}</Table.Th>
                {right.length > 0 && <Table.Th>{t('proof.predictions')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line, i) => (
                <Row key={i} line={line} number={i + 1} right={right} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </div>
  );
}
