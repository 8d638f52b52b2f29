// The model view: the chosen network level by level, as a drawing and as a table.
import { Modal, Table, Text } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions, useLab } from '../../store/useLab';
import { useFailureWords } from '../model/failureWords';
import { useFormat } from '../model/format';
import { modelStages, totals, type ModelStage } from '../model/modelStages';
import classes from './dialogs.module.css';

const drawing = { width: 640, height: 220, gap: 10, bottom: 30 } as const;

interface Box {
  readonly stage: ModelStage;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Boxes from left to right: as wide as their share of the layers, as low as their map is small, as high as it is deep. */
export function placeStages(stages: readonly ModelStage[]): Box[] {
  const maps = stages.filter((stage) => stage.size > 1);
  const layers = maps.reduce((sum, stage) => sum + stage.layers, 0);
  const widest = Math.max(1, ...maps.map((stage) => stage.channels));
  const largest = Math.max(1, ...maps.map((stage) => stage.size));
  const room = drawing.width - drawing.gap * (maps.length - 1) - maps.length * 26;
  let x = 0;
  return maps.map((stage) => {
    const width = 26 + (room * stage.layers) / layers;
    const height = 16 + 54 * Math.sqrt(stage.channels / widest);
    const depth = Math.log2(largest / stage.size);
    const box = {
      stage,
      x,
      y: Math.min(drawing.height - drawing.bottom - height, depth * 42),
      width,
      height,
    };
    x += width + drawing.gap;
    return box;
  });
}

function Drawing({ stages, label }: { readonly stages: readonly ModelStage[]; readonly label: string }) {
  const boxes = placeStages(stages);
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + drawing.bottom;
  return (
    <svg viewBox={`0 0 ${drawing.width} ${height}`} className={classes.network} role="img" aria-label={label}>
      {boxes.map(({ stage, x, y, width, height }, i) => (
        <g key={i}>
          <rect
            x={x}
            y={y}
            width={width}
            height={height}
            rx={5}
            fill={stage.attention > 0 ? 'var(--noise)' : 'var(--signal)'}
            opacity={0.85}
          />
          <text x={x + width / 2} y={y + height + 13} textAnchor="middle" className={classes.stageName}>
            {stage.size}²
          </text>
          <text x={x + width / 2} y={y + height + 26} textAnchor="middle" className={classes.stageName}>
            {stage.channels}
          </text>
        </g>
      ))}
    </svg>
  );
}

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
  const stages = useMemo(() => modelStages(outline?.layers ?? []), [outline]);
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
      {outline?.problem && <Text>{failureWords(outline.problem)}</Text>}
      {stages.length > 0 && (
        <>
          <Text size="sm" c="dimmed" mb="md">
            {t('model.summary', { parameters: whole(parameters), cost: number(multiplyAdds / 1e6) })}
          </Text>
          <Drawing stages={stages} label={t('model.drawing')} />
          <Stages stages={stages} />
        </>
      )}
    </Modal>
  );
}
