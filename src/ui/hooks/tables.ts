// The tables of the present schedule, computed once however many parts of the page ask for them.
import { processOf } from '../../diffusion/process/index';
import { makeTables } from '../../diffusion/process/tables';
import type { Tables } from '../../diffusion/types';
import { toFailure, type Failure } from '../../lab/errors';
import { defaultConfig, fieldKeys, fields, type LabConfig } from '../../lab/fields';
import { useLab } from '../../store/useLab';

export interface TablesResult {
  /** The last tables that could be made. */
  readonly tables: Tables;
  /** Why the present settings make no schedule. */
  readonly problem: Failure | null;
}

/** √ᾱ_T above this leaves a visible trace of the image in x_T. */
export const mostSignalLeft = 0.1;

const scheduleKeys = fieldKeys.filter((key) => fields[key].group === 'schedule');

/** What the tables depend on, as a key. */
export const scheduleKey = (config: LabConfig): string =>
  [processOf(config).name, ...scheduleKeys.map((key) => config[key])].join('|');

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
      result = { tables: result?.tables ?? makeTables(defaultConfig), problem };
    }
    return result;
  };
}

const cached = createTablesCache();

export const useTables = (): TablesResult => useLab((lab) => cached(lab.config));

/** T of the tables, which lasts longer than they do. */
export const useTimesteps = (): number => useLab((lab) => cached(lab.config).tables.timesteps);
