// The rows of the forward process, and the formula of what is pointed at in them: a place, and a pixel of it.
import { SegmentedControl, Switch } from '@mantine/core';
import { memo, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProcess } from '../../hooks/process';
import { useTables } from '../../hooks/tables';
import { usePosition } from '../../hooks/time';
import { FormulaLine } from './FormulaLine';
import classes from './forward.module.css';
import { ForwardStrip, type Station } from './ForwardStrip';
import type { ForwardRows, RowName } from './useForward';

interface ToggleProps {
  readonly label: string;
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
}

// What does not follow the sliders is kept from being drawn with every move of one.
export const Toggle = memo(function Toggle({ label, on, onToggle }: ToggleProps) {
  return (
    <Switch
      size="xs"
      label={label}
      checked={on}
      onChange={(event) => onToggle(event.currentTarget.checked)}
    />
  );
});

interface JumpNoiseProps {
  readonly accumulated: boolean;
  readonly onAccumulated: (accumulated: boolean) => void;
}

const JumpNoise = memo(function JumpNoise({ accumulated, onAccumulated }: JumpNoiseProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('forward.noiseOfJump')}
      value={accumulated ? 'chain' : 'fresh'}
      onChange={(value) => onAccumulated(value === 'chain')}
      data={[
        { value: 'fresh', label: t('forward.fresh') },
        { value: 'chain', label: t('forward.accumulated') },
      ]}
    />
  );
});

export interface RowsProps {
  readonly rows: ForwardRows;
  readonly accumulated: boolean;
  readonly onAccumulated: (accumulated: boolean) => void;
}

export function Rows({ rows, accumulated, onAccumulated }: RowsProps) {
  const { t } = useTranslation();
  const { chain } = useProcess();
  const { position } = usePosition();
  const { tables } = useTables();
  const [pointed, setPointed] = useState<{ readonly row: RowName; readonly station: number } | null>(null);
  const [pixel, setPixel] = useState<number | null>(null);
  const [unclipped, setUnclipped] = useState(false);
  const count = rows.positions.length;
  const [first] = rows.jump;
  const { width = 1, channels = 1 } = first?.pictures ?? {};
  const shared = (row: RowName) => ({
    count,
    timesteps: rows.timesteps,
    current: rows.current,
    pixel,
    onPixel: setPixel,
    onPoint: row === 'chain' ? pointChain : pointJump,
  });
  const pointChain = useCallback((station: number) => setPointed({ row: 'chain', station }), []);
  const pointJump = useCallback((station: number) => setPointed({ row: 'jump', station }), []);
  const waiting: readonly Station[] = rows.jump.slice(0, 1);
  const release = (): void => {
    setPointed(null);
    setPixel(null);
  };
  return (
    <div
      // A finger leaves with every tap: what it chose stays until the focus goes elsewhere.
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && release()}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || release()}
      className={classes.rows}
    >
      {chain && (
        <>
          <div className={classes.rowLabel}>{t('forward.chain')}</div>
          <ForwardStrip
            {...shared('chain')}
            stations={rows.chain ?? waiting}
            label={t('forward.chainLabel', { count })}
            testId="chain-strip"
          />
          <div className={classes.rowLabel}>
            <span>{t('forward.jump')}</span>
            <JumpNoise accumulated={accumulated} onAccumulated={onAccumulated} />
          </div>
        </>
      )}
      <ForwardStrip
        {...shared('jump')}
        stations={rows.jump}
        label={t('forward.strip', { count })}
        testId="forward-strip"
      />
      <div className={classes.rowLabel}>
        <Toggle label={t('forward.unclipped')} on={unclipped} onToggle={setUnclipped} />
      </div>
      {unclipped && (
        <ForwardStrip
          {...shared('jump')}
          stations={rows.unclipped}
          label={t('forward.unclippedLabel', { count })}
          testId="unclipped-strip"
        />
      )}
      <FormulaLine
        position={pointed ? (rows.positions[pointed.station] ?? position) : position}
        tables={tables}
        pixel={pointed && pixel !== null ? rows.mixedAt(pointed.row, pointed.station, pixel) : null}
        place={t('pixel.place', {
          row: Math.floor((pixel ?? 0) / width) + 1,
          column: ((pixel ?? 0) % width) + 1,
        })}
        isColour={channels > 1}
      />
    </div>
  );
}
