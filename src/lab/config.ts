// Parsing of settings at the border: one value, a whole configuration, the address of the page.
import { samplers } from '../diffusion/samplers/registry';
import type { Sampler } from '../diffusion/samplers/sampler';
import { LabError } from './errors';
import { defaultConfig, fieldKeys, fields, type FieldKey, type LabConfig } from './fields';
import type { Field } from './field';
import { models, type ModelFacts } from './models';
import type { Reason } from './reasons';

/** Says in words what a field accepts: the text of every refusal and of `--help`. */
export function describeField(field: Field): string {
  switch (field.type) {
    case 'number':
      return `${field.integer ? 'a whole number' : 'a number'} from ${field.min} to ${field.max}`;
    case 'choice':
      return `one of ${field.choices.join(', ')}`;
    case 'flag':
      return 'true or false';
    case 'list':
      return `${field.minLength} to ${field.maxLength} numbers from ${field.min} to ${field.max}, separated by commas`;
    case 'names':
      return `names separated by commas, each one of ${field.choices.join(', ')}`;
  }
}

function reasonFor(setting: FieldKey, field: Field): Reason {
  switch (field.type) {
    case 'number':
      return {
        name: field.integer ? 'whole-expected' : 'number-expected',
        values: { setting, min: field.min, max: field.max },
      };
    case 'list': {
      const { min, max, minLength: least, maxLength: most } = field;
      return { name: 'list-expected', values: { setting, min, max, least, most } };
    }
    case 'choice':
    case 'flag':
    case 'names':
      return { name: 'value-expected', values: { setting } };
  }
}

function check(field: Field, value: unknown): boolean {
  const within = (x: unknown, min: number, max: number): boolean =>
    typeof x === 'number' && Number.isFinite(x) && x >= min && x <= max;
  switch (field.type) {
    case 'number':
      return within(value, field.min, field.max) && (!field.integer || Number.isInteger(value));
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return (
        Array.isArray(value) &&
        value.length >= field.minLength &&
        value.length <= field.maxLength &&
        value.every((x) => within(x, field.min, field.max))
      );
    case 'names':
      return (
        Array.isArray(value) && value.length > 0 && value.every((x) => field.choices.includes(x as string))
      );
  }
}

/** Text (an URL parameter, a command line option) to an unchecked value of the field's type. */
/** No minus before a zero: the address would not keep it. */
const numberFrom = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text) + 0);

function fromText(field: Field, text: string): unknown {
  switch (field.type) {
    case 'number':
      return numberFrom(text);
    case 'choice':
      return text;
    case 'flag':
      return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text;
    case 'list':
      return text.split(',').map(numberFrom);
    case 'names':
      return text.split(',').map((part) => part.trim());
  }
}

const toText = (value: LabConfig[FieldKey]): string =>
  Array.isArray(value) ? value.join(',') : String(value);

/**
 * Checks single settings and completes them with `base`.
 * @throws LabError `bad-setting` that names the field and what was expected; nothing is changed then.
 */
export function parseConfig(settings: Readonly<Record<string, unknown>>, base = defaultConfig): LabConfig {
  const next: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(settings)) {
    const field: Field | undefined = Object.hasOwn(fields, key) ? fields[key as FieldKey] : undefined;
    if (!field) {
      const reason = { name: 'unknown-setting', values: { name: key } } as const;
      throw new LabError('bad-setting', `There is no setting named "${key}".`, { reason });
    }
    if (!check(field, value)) {
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      throw new LabError('bad-setting', `${key} is ${shown}, expected ${describeField(field)}.`, {
        reason: reasonFor(key as FieldKey, field),
      });
    }
    next[key] = value;
  }
  return next as unknown as LabConfig;
}

/** Of a file: settings that it is too old to have are what they were before there was a choice. @throws as above. */
export function parseSavedConfig(settings: Readonly<Record<string, unknown>>): LabConfig {
  const earlier = fieldKeys.flatMap((key) => {
    const { earlier: value }: Field = fields[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return parseConfig(settings, { ...defaultConfig, ...Object.fromEntries(earlier) });
}

/** One setting from text. @throws LabError `bad-setting` as {@link parseConfig} does. */
export function parseSetting<K extends FieldKey>(key: K, text: string): LabConfig[K] {
  const value = fromText(fields[key], text);
  if (!check(fields[key], value)) {
    throw new LabError('bad-setting', `${key} is "${text}", expected ${describeField(fields[key])}.`, {
      reason: reasonFor(key, fields[key]),
    });
  }
  return value as LabConfig[K];
}

/** The settings that differ from the defaults, as the query part of an address (without `?`). */
export function encodeConfig(config: LabConfig): string {
  const query = new URLSearchParams();
  for (const key of fieldKeys) {
    const text = toText(config[key]);
    if (text !== toText(defaultOf(key, config))) query.set(fields[key].url, text);
  }
  return query.toString();
}

/** A setting's default; some samplers and models begin with another. */
export function defaultOf<K extends FieldKey>(
  key: K,
  { sampler, model }: Pick<LabConfig, 'sampler' | 'model'> = defaultConfig,
): LabConfig[K] {
  const ofSampler: Sampler = samplers[sampler];
  const ofModel: ModelFacts = models[model];
  const own: Partial<LabConfig> = { ...ofSampler.begins, ...ofModel.begins };
  return own[key] ?? defaultConfig[key];
}

export interface DecodedConfig {
  readonly config: LabConfig;
  /** URL names of the settings whose value made no sense and were left at their defaults. */
  readonly ignored: readonly string[];
}

/** The settings given, completed with the defaults that go with them. */
export function withDefaults(given: Partial<LabConfig>): LabConfig {
  const chosen = { ...defaultConfig, ...given };
  return {
    ...(Object.fromEntries(fieldKeys.map((key) => [key, defaultOf(key, chosen)])) as unknown as LabConfig),
    ...given,
  };
}

/** Reads settings from the query part of an address; never throws. Unknown names are left to other readers. */
export function decodeConfig(query: string): DecodedConfig {
  const parameters = new URLSearchParams(query);
  const named: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const key of fieldKeys) {
    const text = parameters.get(fields[key].url);
    if (text === null) continue;
    const value = fromText(fields[key], text);
    if (check(fields[key], value)) named[key] = value;
    else ignored.push(fields[key].url);
  }
  return { config: withDefaults(named), ignored };
}
