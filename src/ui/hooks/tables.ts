// The tables of the present schedule, computed once however many parts of the page ask for them.
import { makeTables, type TableSettings } from '../../diffusion/schedule/tables';
import type { Tables } from '../../diffusion/types';
import { toFailure, type Failure } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import { useLab } from '../../store/useLab';

export interface TablesResult {
  /** The last tables that could be made. */
  readonly tables: Tables;
  /** Why the present settings make no schedule. */
  readonly problem: Failure | null;
}

/** What the tables depend on, as a key. */
export const scheduleKey = (config: TableSettings): string =>
  [
    config.schedule,
    config.timesteps,
    config.betaStart,
    config.betaEnd,
    config.curve,
    config.rescaleZeroSnr,
    config.predictionType === 'flow',
  ].join('|');

export function createTablesCache(): (config: LabConfig) => TablesResult {
  let asked: LabConfig | null = null;
  let key = '';
  let result: TablesResult | null = null;
  return (config) => {
    if (result && config === asked) return result;
    asked = config;
    const present = scheduleKey(config);
    if (result && key === present) return result;
    key = present;
    try {
      result = { tables: makeTables(config), problem: null };
    } catch (thrown) {
      const problem = toFailure(thrown);
      const fallback = { ...config, schedule: 'squaredcos_cap_v2', predictionType: 'epsilon' } as const;
      result = { tables: result?.tables ?? makeTables(fallback), problem };
    }
    return result;
  };
}

const cached = createTablesCache();

export const useTables = (): TablesResult => useLab((lab) => cached(lab.config));

/** T of the tables, which lasts longer than they do. */
export const useTimesteps = (): number => useLab((lab) => cached(lab.config).tables.timesteps);
