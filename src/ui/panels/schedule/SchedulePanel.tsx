// Panel 1: the noise schedule as curves over the time ruler.
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../../diffusion/types';
import type { ProcessName } from '../../../diffusion/process/index';
import { isRelevant } from '../../../lab/relevance';
import { useLab } from '../../../store/useLab';
import { useProcess } from '../../hooks/process';
import type { Failure } from '../../../lab/errors';
import { useFailureWords } from '../../hooks/failureWords';
import { useFormat } from '../../hooks/format';
import { useTables } from '../../hooks/tables';
import { usePosition } from '../../hooks/time';
import { ChartFrame } from '../../parts/ChartFrame';
import type { CurveLine } from '../../parts/curveShape';
import { Remark } from '../../parts/Remark';
import { Panel } from '../Panel';
import { CurveEditor } from './CurveEditor';
import { needsLog, resample, scheduleCurves, scheduleRemarks, type ScheduleTab } from './curves';
import { useGhost } from './useGhost';

const colours = {
  signal: 'var(--signal)',
  noise: 'var(--noise)',
  beta: 'var(--noise)',
  alphaCumprod: 'var(--signal)',
  logSnr: 'var(--third)',
} as const;

/** One object for all drawings: the chart is drawn again when it changes. */
const unitRange = [0, 1] as const;

/** What is worth saying of a process whose curves no schedule bends. */
const processRemarks = {
  gaussian: null,
  flow: 'schedule.flow',
  corrupt: 'schedule.corrupt',
} as const satisfies Record<ProcessName, string | null>;

const tabs: readonly ScheduleTab[] = ['mix', 'beta', 'alpha', 'snr'];
const titleKeys = { mix: 'factor', beta: 'beta', alpha: 'alphaCumprod', snr: 'logSnr' } as const;
const tabKeys = { mix: 'tabMix', beta: 'tabBeta', alpha: 'tabAlpha', snr: 'tabSnr' } as const;

function useLines(tables: Tables, ghost: Tables | null, tab: ScheduleTab) {
  const { t } = useTranslation();
  return useMemo(() => {
    const { x, lines } = scheduleCurves(tables, tab);
    const before = ghost && scheduleCurves(ghost, tab);
    const ghosts: CurveLine[] = (before?.lines ?? []).map(({ key, values }) => ({
      key: `ghost-${key}`,
      label: `${t(`schedule.${key}`)} · ${t('chart.before')}`,
      colour: 'var(--ghost)',
      values: resample({ x: before?.x ?? [], values }, x),
      faint: true,
      ...(key === 'noise' && { dash: '5 4' }),
    }));
    const present: CurveLine[] = lines.map(({ key, values }) => ({
      key,
      label: t(`schedule.${key}`),
      colour: colours[key],
      values,
      ...(key === 'noise' && { dash: '7 4' }),
    }));
    return { x, lines: [...ghosts, ...present] };
  }, [tables, ghost, tab, t]);
}

function Remarks({ tables, problem }: { readonly tables: Tables; readonly problem: Failure | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureWords = useFailureWords();
  const { name: process } = useProcess();
  const left = tables.sqrtAlphasCumprod[tables.timesteps - 1] ?? 0;
  const words = { signal: format.percent(left), value: format.number(left) };
  return (
    <>
      {problem !== null && <Remark kind="warning">{failureWords(problem)}</Remark>}
      {processRemarks[process] && <Remark>{t(processRemarks[process])}</Remark>}
      {scheduleRemarks(tables).map((remark) => (
        <Remark key={remark} kind="warning" testId={`remark-${remark}`}>
          {t(`schedule.${remark}`, words)}
        </Remark>
      ))}
    </>
  );
}

interface TabsProps {
  readonly tab: ScheduleTab;
  readonly onTab: (tab: ScheduleTab) => void;
}

function Tabs({ tab, onTab }: TabsProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('schedule.tabs')}
      value={tab}
      onChange={onTab}
      data={tabs.map((value) => ({ value, label: t(`schedule.${tabKeys[value]}`) }))}
    />
  );
}

function DismissGhost({ onClick }: { readonly onClick: () => void }) {
  const { t } = useTranslation();
  const words = t('chart.dismiss');
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={words}
      title={words}
      onClick={onClick}
      data-testid="dismiss-ghost"
    >
      <IconX size={14} />
    </ActionIcon>
  );
}

/** What follows the schedule; the panel around it is drawn once. */
function ScheduleChart({ tab }: { readonly tab: ScheduleTab }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tables, problem } = useTables();
  const { position } = usePosition();
  const { ghost, dismiss } = useGhost(tables);
  const { x, lines } = useLines(tables, ghost, tab);
  const isLog = tab === 'beta' && needsLog(Array.from(lines.at(-1)?.values ?? []));
  const yLabel = isLog ? t('schedule.betaLog') : t(`schedule.${titleKeys[tab]}`);
  return (
    <>
      <ChartFrame
        testId="schedule-chart"
        label={t('schedule.title')}
        xLabel="t"
        yLabel={yLabel}
        x={x}
        lines={lines}
        height={246}
        fill
        // An index, written as on the ruler: 1000, not 1,000.
        formatX={String}
        formatY={format.number}
        marker={position}
        scale={isLog ? 'log' : 'linear'}
        {...((tab === 'mix' || tab === 'alpha') && { domain: unitRange })}
      >
        {ghost && <DismissGhost onClick={dismiss} />}
      </ChartFrame>
      <Remarks tables={tables} problem={problem} />
    </>
  );
}

export function SchedulePanel() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<ScheduleTab>('mix');
  const drawn = useLab(({ config }) => isRelevant('curve', config));
  return (
    <Panel
      id="schedule"
      number={1}
      title={t('schedule.title')}
      subtitle={t(`schedule.subtitles.${tab}`)}
      actions={<Tabs tab={tab} onTab={setTab} />}
    >
      {drawn && <CurveEditor />}
      <ScheduleChart tab={tab} />
    </Panel>
  );
}
