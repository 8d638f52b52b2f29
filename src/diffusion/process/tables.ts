// The tables of a configuration, whatever its process.
import type { ScheduleSettings } from '../schedule/schedules';
import type { Tables } from '../types';
import { processOf, type ProcessSettings } from './index';

export type TableSettings = ScheduleSettings & ProcessSettings;

/** @throws LabError `bad-setting` naming the setting that makes no process. */
export const makeTables = (settings: TableSettings): Tables => processOf(settings).tables(settings);
