// The model view: the chosen network level by level, as a drawing and as a table.
import { Modal, Table, Text } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions, useLab } from '../../store/useLab';
import { useFailureWords } from '../hooks/failureWords';
import { useFormat } from '../hooks/format';
import { modelStages, totals, type ModelStage } from '../hooks/modelStages';
import classes from './dialogs.module.css';
import { NetworkDrawing } from './NetworkDrawing';

function Stages({ stages }: { readonly stages: readonly ModelStage[] }) {
  const { t } = useTranslation();
  const { whole, number } = useFormat();
  const columns = ['resolution', 'channels', 'layers', 'attention', 'parameters', 'cost'] as const;
  return (
    <div className={classes.stages} tabIndex={0} role="region" aria-label={t('model.table')}>
      <Table fz="xs" verticalSpacing={4} className="number" data-testid="model-table">
        <Table.Thead>
          <Table.Tr>
            {columns.map((name) => (
              <Table.Th key={name}>{t(`model.${name}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stages.map((stage, i) => (
            <Table.Tr key={i}>
              <Table.Td>{stage.size > 1 ? `${stage.size} × ${stage.size}` : t('model.embeddings')}</Table.Td>
              <Table.Td>{whole(stage.channels)}</Table.Td>
              <Table.Td>{whole(stage.layers)}</Table.Td>
              <Table.Td>{whole(stage.attention)}</Table.Td>
              <Table.Td>{whole(stage.parameters)}</Table.Td>
              <Table.Td>{number(stage.multiplyAdds / 1e6)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

export function ModelDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { whole, number } = useFormat();
  const failureWords = useFailureWords();
  const actions = useActions();
  const name = useLab((lab) => lab.config.model);
  const outline = useLab((lab) => lab.outline);
  useEffect(() => actions.outline(), [actions, name]);
  const stages = useMemo(() => modelStages(outline.kind === 'done' ? outline.layers : []), [outline]);
  const { parameters, multiplyAdds } = totals(stages);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('model.title', { name: t(`choices.model.${name}`) })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {outline.kind === 'failed' && <Text>{failureWords(outline.failure)}</Text>}
      {stages.length > 0 && (
        <>
          <Text size="sm" c="dimmed" mb="md">
            {t('model.summary', { parameters: whole(parameters), cost: number(multiplyAdds / 1e6) })}
          </Text>
          <NetworkDrawing stages={stages} label={t('model.drawing')} />
          <div className={classes.ways}>
            <span>{t('model.input')}</span>
            <span>{t('model.time')}</span>
            <span>{t('model.output')}</span>
          </div>
          <Text size="sm" mb="md">
            {t('model.explained')}
          </Text>
          <Stages stages={stages} />
        </>
      )}
    </Modal>
  );
}
