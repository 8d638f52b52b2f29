// Command line options: every setting of the field table as `--kebab-case`, and a command's own besides.
import { parseArgs } from 'node:util';
import { describeField, parseSetting, withDefaults } from '../lab/config';
import { LabError } from '../lab/errors';
import { fieldKeys, fields, type FieldKey, type LabConfig } from '../lab/fields';
import { models } from '../lab/models';
import { applyPreset, presetNames, type PresetName } from '../lab/presets';

/** An option of one command that is no setting of the lab. */
export interface OwnOption {
  /** What follows the option in help, `FILE`; a switch when left out. */
  readonly value?: string;
  readonly help: string;
}

export interface Parsed<Own extends string> {
  readonly config: LabConfig;
  /** The settings that were given by name, for commands that must tell them from defaults. */
  readonly given: ReadonlySet<FieldKey>;
  readonly own: Readonly<Partial<Record<Own, string>>>;
}

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Shorter names for what is typed often, and the words of other tools. */
const aliases: Readonly<Record<string, FieldKey>> = {
  batch: 'batchSize',
  count: 'sampleCount',
  class: 'sampleClass',
  type: 'schedule',
  'inference-steps': 'samplingSteps',
  'rescale-zero-snr': 'rescaleZeroSnr',
};

/**
 * @param rename options that mean another setting in this command (`--seed` is the training's or the sampler's).
 * @throws LabError `bad-setting` naming the allowed options or what a value must be.
 */
export function parseOptions<Own extends string>(
  args: readonly string[],
  own: Readonly<Record<Own, OwnOption>>,
  {
    rename = {},
    base,
  }: { readonly rename?: Readonly<Record<string, FieldKey>>; readonly base?: LabConfig } = {},
): Parsed<Own> {
  const names = new Map<string, FieldKey>([
    ...fieldKeys.map((key): [string, FieldKey] => [kebab(key), key]),
    ...Object.entries(aliases),
    ...Object.entries(rename),
  ]);
  const isSwitch = (name: string): boolean => {
    const key = names.get(name);
    if (key) return fields[key].type === 'flag';
    return !(own as Readonly<Record<string, OwnOption>>)[name]?.value;
  };
  const known = [...names.keys(), ...Object.keys(own), 'preset'];
  const { values, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      known.map((name) => [
        name,
        { type: name !== 'preset' && isSwitch(name) ? 'boolean' : 'string' } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    allowNegative: true,
  });
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown) {
    throw new LabError(
      'bad-setting',
      `There is no option --${unknown}. Allowed are ${known.map((n) => `--${n}`).join(', ')}.`,
    );
  }
  if (positionals[0] !== undefined)
    throw new LabError('bad-setting', `"${positionals[0]}" is no option of this command.`);
  const settings: Partial<Record<FieldKey, unknown>> = {};
  for (const [name, value] of Object.entries(values)) {
    const key = names.get(name);
    if (!key) continue;
    if (value === true && !isSwitch(name))
      throw new LabError('bad-setting', `--${name} needs a value: ${describeField(fields[key])}.`);
    settings[key] = settingFromText(key, name, String(value));
  }
  const start = values['preset'] === undefined ? base : presetOf(String(values['preset']));
  // The other models are reproductions: conditional on classes only when asked to be.
  const given = settings as Partial<LabConfig>;
  if (!start && given.model !== undefined && models[given.model].reproduces !== null) {
    settings.classConditional ??= false;
  }
  const config = start ? { ...start, ...given } : withDefaults(given);
  const ownValues = Object.keys(own).flatMap((name) => {
    const value = values[name];
    if (value === undefined) return [];
    if (value === true && !isSwitch(name)) throw new LabError('bad-setting', `--${name} needs a value.`);
    return [[name, String(value)]];
  });
  return {
    config,
    given: new Set(Object.keys(settings) as FieldKey[]),
    own: Object.fromEntries(ownValues) as Partial<Record<Own, string>>,
  };
}

function settingFromText(key: FieldKey, name: string, text: string): unknown {
  try {
    return parseSetting(key, text);
  } catch {
    throw new LabError('bad-setting', `--${name} is "${text}", expected ${describeField(fields[key])}.`);
  }
}

function presetOf(name: string): LabConfig {
  if (!(presetNames as readonly string[]).includes(name)) {
    throw new LabError('bad-setting', `--preset is "${name}", expected one of ${presetNames.join(', ')}.`);
  }
  return applyPreset(name as PresetName);
}

/** A whole number that is no setting. @throws LabError `bad-setting`. */
export function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
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
