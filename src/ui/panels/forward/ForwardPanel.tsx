// Panel 2: an image on its way into the noise, step by step and in one jump.
import { SegmentedControl, Switch, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../../diffusion/types';
import { useFormat } from '../../hooks/format';
import { useProcess } from '../../hooks/process';
import { useTables } from '../../hooks/tables';
import { usePosition } from '../../hooks/time';
import { Formula } from '../../parts/Formula';
import { FailureRemark } from '../../parts/FailureRemark';
import { OwnPictureTools } from '../../parts/OwnPictureTools';
import { Panel } from '../Panel';
import { forwardFormula } from './formula';
import { ForwardStrip, type Station } from './ForwardStrip';
import classes from './forward.module.css';
import { HistogramChart } from './HistogramChart';
import { ImagePicker } from './ImagePicker';
import { useForward, type ForwardRows } from './useForward';

/** Typesetting waits until the ruler or the slider rests for a moment. */
const restMs = 80;

interface FormulaLineProps {
  readonly position: number;
  readonly tables: Tables;
}

function FormulaLine(present: FormulaLineProps) {
  const [position] = useDebouncedValue(present.position, restMs);
  const [tables] = useDebouncedValue(present.tables, restMs);
  return <TypesetLine position={Math.min(position, tables.timesteps)} tables={tables} />;
}

const TypesetLine = memo(function TypesetLine({ position, tables }: FormulaLineProps) {
  const { t } = useTranslation();
  const { name: process } = useProcess();
  const { number } = useFormat();
  const { tex, plain } = forwardFormula({ tables, process, position, format: number });
  return (
    <div
      className={classes.formula}
      data-testid="formula"
      tabIndex={0}
      role="region"
      aria-label={t('forward.formula')}
    >
      <Formula tex={tex} plain={plain} />
    </div>
  );
});

interface ToggleProps {
  readonly label: string;
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
}

// What does not follow the sliders is kept from being drawn with every move of one.
const Toggle = memo(function Toggle({ label, on, onToggle }: ToggleProps) {
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

interface RowsProps {
  readonly rows: ForwardRows;
  readonly accumulated: boolean;
  readonly onAccumulated: (accumulated: boolean) => void;
}

function Rows({ rows, accumulated, onAccumulated }: RowsProps) {
  const { t } = useTranslation();
  const { chain } = useProcess();
  const { position } = usePosition();
  const { tables } = useTables();
  const [pointed, setPointed] = useState<number | null>(null);
  const [unclipped, setUnclipped] = useState(false);
  const count = rows.positions.length;
  const shared = { count, timesteps: rows.timesteps, current: rows.current, onPoint: setPointed };
  const waiting: readonly Station[] = rows.jump.slice(0, 1);
  return (
    <div onPointerLeave={() => setPointed(null)} className={classes.rows}>
      {chain && (
        <>
          <div className={classes.rowLabel}>{t('forward.chain')}</div>
          <ForwardStrip
            {...shared}
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
        {...shared}
        stations={rows.jump}
        label={t('forward.strip', { count })}
        testId="forward-strip"
      />
      <div className={classes.rowLabel}>
        <Toggle label={t('forward.unclipped')} on={unclipped} onToggle={setUnclipped} />
      </div>
      {unclipped && (
        <ForwardStrip
          {...shared}
          stations={rows.unclipped}
          label={t('forward.unclippedLabel', { count })}
          testId="unclipped-strip"
        />
      )}
      <FormulaLine position={pointed ?? position} tables={tables} />
    </div>
  );
}

/** What follows the schedule and the ruler; the panel around it is drawn once. */
function Process() {
  const { t } = useTranslation();
  const [accumulated, setAccumulated] = useState(false);
  const [distribution, setDistribution] = useState(false);
  const rows = useForward({ accumulated });
  if (!rows) return <Text c="dimmed">{t('forward.waiting')}</Text>;
  return (
    <>
      <Rows rows={rows} accumulated={accumulated} onAccumulated={setAccumulated} />
      <Toggle label={t('forward.showHistogram')} on={distribution} onToggle={setDistribution} />
      {distribution && <HistogramChart values={rows.atCursor} />}
    </>
  );
}

export function ForwardPanel() {
  const { t } = useTranslation();
  return (
    <Panel
      id="forward"
      number={2}
      title={t('forward.title')}
      subtitle={t('forward.subtitle')}
      actions={<OwnPictureTools />}
    >
      <FailureRemark part="data" />
      <ImagePicker />
      <Process />
    </Panel>
  );
}
