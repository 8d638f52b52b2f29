// Command line options: every setting of the field table as `--kebab-case`, and a command's own besides.
import { describeField, parseSetting, withDefaults } from '../lab/config';
import { LabError } from '../lab/errors';
import { fieldKeys, fields, type FieldKey, type LabConfig } from '../lab/fields';
import { models } from '../lab/models';
import { applyPreset, presetChanges, presetNames, type PresetName } from '../lab/presets';
import { readArguments, type ArgumentKind } from './arguments';

/** An option of one command that is no setting of the lab. */
export interface OwnOption {
  /** What follows the option in help, `FILE`; a switch when left out. */
  readonly value?: string;
  readonly help: string;
}

export interface Parsed<Own extends string = string> {
  /** The defaults, what a preset changes of them, and over both what was given by name. */
  readonly config: LabConfig;
  /** What a preset and the options change, whatever they are laid over. */
  readonly changes: Partial<LabConfig>;
  /** How each change was asked for, `--seed` or `--preset t1-ddpm`. */
  readonly asked: ReadonlyMap<FieldKey, string>;
  readonly own: Readonly<Partial<Record<Own, string>>>;
}

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Shorter names for what is typed often, and the words of other tools. */
const aliases: Readonly<Record<string, FieldKey>> = {
  batch: 'batchSize',
  count: 'sampleCount',
  class: 'sampleClass',
  guidance: 'guidanceScale',
  type: 'schedule',
  'inference-steps': 'samplingSteps',
};

export interface ParseOptions {
  /** Options that mean another setting in this command (`--seed` is the training's or the sampler's). */
  readonly rename?: Readonly<Record<string, FieldKey>>;
}

/**
 * @throws LabError `bad-setting` naming the allowed options or what a value must be.
 */
export function parseOptions<Own extends string>(
  args: readonly string[],
  own: Readonly<Record<Own, OwnOption>>,
  { rename = {} }: ParseOptions = {},
): Parsed<Own> {
  const settingOf = new Map<string, FieldKey>([
    ...fieldKeys.map((key): [string, FieldKey] => [kebab(key), key]),
    ...Object.entries(aliases),
    ...Object.entries(rename),
  ]);
  const ownKinds = kindsOf(own);
  const kinds = new Map<string, ArgumentKind>([
    ...[...settingOf].map(([name, key]) => [name, kindOf(fields[key].type === 'flag')] as const),
    ['preset', 'value'],
    ...ownKinds,
  ]);
  const texts = readArguments(args, kinds);
  const settings: Partial<Record<FieldKey, unknown>> = {};
  const asked = new Map<FieldKey, string>();
  const preset = presetNamed(texts.get('preset'));
  const ofPreset = preset ? presetChanges(preset) : {};
  for (const key of fieldKeys) if (key in ofPreset) asked.set(key, `--preset ${preset}`);
  for (const [name, text] of texts) {
    const key = settingOf.get(name);
    // A command may read a setting in its own way.
    if (!key || Object.hasOwn(own, name)) continue;
    settings[key] = settingFromText(key, name, text);
    asked.set(key, `--${name}`);
  }
  const given = settings as Partial<LabConfig>;
  return {
    config: preset
      ? { ...applyPreset(preset), ...given }
      : withDefaults({ ...reproduction(given), ...given }),
    changes: { ...ofPreset, ...given },
    asked,
    own: ownTexts(ownKinds, texts),
  };
}

/** Of a command that no setting of the lab means anything to. @throws as {@link parseOptions}. */
export function parseOwn<Own extends string>(
  args: readonly string[],
  own: Readonly<Record<Own, OwnOption>>,
): Parsed<Own>['own'] {
  const kinds = kindsOf(own);
  return ownTexts(kinds, readArguments(args, new Map(kinds)));
}

type Kinds = readonly (readonly [name: string, kind: ArgumentKind])[];

const kindsOf = (own: Readonly<Record<string, OwnOption>>): Kinds =>
  Object.entries(own).map(([name, { value }]) => [name, kindOf(!value)]);

/** What a command's own options say; a switch that is off is left out. */
const ownTexts = <Own extends string>(
  kinds: Kinds,
  texts: ReadonlyMap<string, string>,
): Partial<Record<Own, string>> =>
  Object.fromEntries(
    kinds.flatMap(([name, kind]) => {
      const text = texts.get(name);
      if (text === undefined || (kind === 'switch' && !switchFromText(name, text))) return [];
      return [[name, text]];
    }),
  ) as Partial<Record<Own, string>>;

const kindOf = (isSwitch: boolean): ArgumentKind => (isSwitch ? 'switch' : 'value');

/** Reproductions of somebody's network are conditional on classes only when asked to be. */
const reproduction = ({ model }: Partial<LabConfig>): Partial<LabConfig> =>
  model !== undefined && models[model].reproduces !== null ? { classConditional: false } : {};

function switchFromText(name: string, text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new LabError('bad-setting', `--${name} is "${text}", expected true or false.`);
}

function settingFromText(key: FieldKey, name: string, text: string): unknown {
  try {
    return parseSetting(key, text);
  } catch {
    throw new LabError('bad-setting', `--${name} is "${text}", expected ${describeField(fields[key])}.`);
  }
}

function presetNamed(name: string | undefined): PresetName | null {
  if (name === undefined) return null;
  const preset = presetNames.find((known) => known === name);
  if (preset) return preset;
  throw new LabError('bad-setting', `--preset is "${name}", expected one of ${presetNames.join(', ')}.`);
}

/** A whole number that is no setting. @throws LabError `bad-setting`. */
export function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new LabError('bad-setting', `--${name} is "${text}", expected a whole number from 0.`);
  }
  return value;
}

/** Lines of help for a command's own options and all settings of some groups. */
export function optionHelp(own: Readonly<Record<string, OwnOption>>, groups: readonly string[]): string {
  const lines = Object.entries(own).map(([name, { value, help }]) => [
    `--${name}${value ? ` ${value}` : ''}`,
    help,
  ]);
  for (const key of fieldKeys) {
    const field = fields[key];
    if (!groups.includes(field.group)) continue;
    lines.push([`--${kebab(key)}`, `${describeField(field)} (${String(field.default)})`]);
  }
  const widest = Math.max(...lines.map(([name = '']) => name.length));
  return lines.map(([name = '', help = '']) => `  ${name.padEnd(widest)}  ${help}`).join('\n');
}
