// Settings that only make sense together: what else changes when the visitor changes one of them, and what comes back
// when the cause has gone.
import { processOf } from '../diffusion/process/index';
import { defaultOf } from '../lab/config';
import { fieldKeys, fields, type FieldKey, type LabConfig } from '../lab/fields';
import { offered } from '../lab/relevance';

type Changes = { -readonly [K in keyof LabConfig]?: LabConfig[K] };

/** What a choice brings along, unless the visitor chooses otherwise in the same breath. */
function alongWith(before: LabConfig, changes: Partial<LabConfig>): Changes {
  const next = { ...before, ...changes };
  const also: Changes = {};
  const [was, is] = [processOf(before), processOf(next)];
  // A process brings its own sampler, and takes it along when it goes.
  const prefers = next.sampler === was.sampler || is.sampler !== defaultOf('sampler');
  if (is !== was && prefers && offered('sampler', next).includes(next.sampler)) also.sampler = is.sampler;
  const chosen = { ...before, ...also, ...changes };
  // A sampler or a model brings defaults of its own, in the place of those that were left as they were.
  const begin = (key: 'eta' | 'width'): void => {
    const [defaultWas, defaultIs] = [defaultOf(key, before), defaultOf(key, chosen)];
    if (defaultIs !== defaultWas && before[key] === defaultWas) also[key] = defaultIs;
  };
  begin('eta');
  begin('width');
  return also;
}

/** Settings that have to give way to others, of two that contradict each other. */
type GivesWay = (key: FieldKey, other: FieldKey) => boolean;

/** The smaller of two numbers must not be above the larger. */
function order(
  config: LabConfig,
  [low, high]: readonly ['betaStart', 'betaEnd'] | readonly ['samplingSteps', 'timesteps'],
  givesWay: GivesWay,
): Changes {
  if (config[low] <= config[high]) return {};
  if (givesWay(low, high)) return { [low]: config[high] };
  return givesWay(high, low) ? { [high]: config[low] } : {};
}

/** A process offers its own predictions and samplers, and a sampler its own spacings, whatever else was chosen. */
function fitOffers(config: LabConfig): Changes {
  const process = processOf(config);
  const [predictionType] = process.predictions;
  const fits = (key: 'predictionType' | 'sampler' | 'variance' | 'spacing', among = config): boolean =>
    offered(key, among).includes(among[key]);
  const sampler = fits('sampler') ? config.sampler : process.sampler;
  return {
    ...(!fits('predictionType') && { predictionType }),
    ...(!fits('sampler') && { sampler }),
    ...(!fits('variance') && { variance: fields.variance.default }),
    ...(!fits('spacing', { ...config, sampler }) && { spacing: fields.spacing.default }),
  };
}

/** As many entries as asked for: the last is repeated, or what is too much falls off the end. */
const resize = <T>(list: readonly T[], count: number): readonly T[] =>
  Array.from({ length: count }, (_, i) => list[Math.min(i, list.length - 1)]).filter((x) => x !== undefined);

const levelLists = ['blockOutChannels', 'downBlockTypes', 'upBlockTypes'] as const;

/**
 * UNet2D has one entry a level in each of its three lists; the list that was changed says how many. What is added or
 * falls off is coarse: the way up begins where the way down ends.
 */
function fitLevels(config: LabConfig, leads: (key: FieldKey) => boolean): Changes {
  const lead = levelLists.find(leads) ?? 'blockOutChannels';
  const count = Math.min(config[lead].length, fields.blockOutChannels.maxLength);
  if (levelLists.every((key) => config[key].length === count)) return {};
  const { blockOutChannels, downBlockTypes, upBlockTypes } = config;
  return {
    blockOutChannels: resize(blockOutChannels, count),
    downBlockTypes: resize(downBlockTypes, count),
    upBlockTypes: resize(upBlockTypes.toReversed(), count).toReversed(),
  };
}

/**
 * Completes a change so that the whole stays usable; the visitor's own choice wins wherever it can be used.
 * @param waiting settings that have given way before: they do so again rather than what they gave way to
 */
export function reconcile(
  before: LabConfig,
  changes: Partial<LabConfig>,
  waiting: ReadonlySet<FieldKey> = new Set(),
): Partial<LabConfig> {
  const chosen = { ...alongWith(before, changes), ...changes };
  const next = { ...before, ...chosen };
  const isChosen = (key: FieldKey): boolean => changes[key] !== undefined;
  const givesWay: GivesWay = (key, other) =>
    !isChosen(key) && (isChosen(other) || waiting.has(key) || !waiting.has(other));
  const leads = (key: FieldKey): boolean =>
    isChosen(key) || (!levelLists.some(isChosen) && waiting.size > 0 && !waiting.has(key));
  return {
    ...chosen,
    ...order(next, ['betaStart', 'betaEnd'], givesWay),
    ...order(next, ['samplingSteps', 'timesteps'], givesWay),
    ...fitOffers(next),
    ...fitLevels(next, leads),
  };
}

/** A configuration from elsewhere (a link, a checkpoint) as the controls can show it: the same where it is usable. */
export const normalise = (config: LabConfig): LabConfig => ({ ...config, ...reconcile(config, {}) });

/** The settings, and what the visitor had chosen where something had to give way to another choice. */
export interface Settled {
  readonly config: LabConfig;
  readonly gaveWay: Partial<LabConfig>;
}

const same = (a: unknown, b: unknown): boolean => String(a) === String(b);

/**
 * Takes a change over. What gave way before comes back first, so that it holds again as soon as nothing stands against
 * it: with T at 20 there are 20 sampling steps, with T at 1,000 the 50 of before.
 */
export function applyChanges({ config, gaveWay }: Settled, changes: Partial<LabConfig>): Settled {
  const waiting = new Set((Object.keys(gaveWay) as FieldKey[]).filter((key) => changes[key] === undefined));
  const wished: LabConfig = {
    ...config,
    ...Object.fromEntries([...waiting].map((key) => [key, gaveWay[key]])),
  };
  const chosen = { ...wished, ...alongWith(wished, changes), ...changes };
  const next: LabConfig = { ...wished, ...reconcile(wished, changes, waiting) };
  const moved = fieldKeys.filter((key) => !same(next[key], chosen[key]));
  return { config: next, gaveWay: Object.fromEntries(moved.map((key) => [key, chosen[key]])) };
}
