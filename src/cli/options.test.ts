import { describe, expect, it } from 'vitest';
import { fieldKeys, fields } from '../lab/fields';
import { parseOptions } from './options';

const own = { json: { help: 'a switch' }, out: { value: 'FILE', help: 'a file' } } as const;
const parse = (...args: string[]) => parseOptions(args, own);
const message = (...args: string[]): string => {
  try {
    parse(...args);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

const flags = fieldKeys.filter((key) => fields[key].type === 'flag');
const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('options', () => {
  it.each(flags)('%s is understood however it is spelt', (key) => {
    const name = kebab(key);
    const read = (...args: string[]) => parse(...args).config[key];
    for (const on of [[`--${name}`], [`--${name}`, 'true'], [`--${name}=true`], [`--${name}`, '1']]) {
      expect(read(...on)).toBe(true);
    }
    for (const off of [[`--no-${name}`], [`--${name}`, 'false'], [`--${name}=false`], [`--${name}=0`]]) {
      expect(read(...off)).toBe(false);
    }
    expect(message(`--${name}=maybe`)).toBe(`--${name} is "maybe", expected true or false.`);
  });

  it('understand the same of a command’s own switches', () => {
    expect(parse('--json').own.json).toBe('true');
    for (const off of [['--no-json'], ['--json', 'false'], ['--json=false'], []]) {
      expect(parse(...off).own.json).toBeUndefined();
    }
    expect(message('--json=maybe')).toBe('--json is "maybe", expected true or false.');
  });

  it('may follow a switch', () => {
    const { config, own: files } = parse('--json', '--class', '-1', '--out', 'a.png', '--steps=7');
    expect([config.sampleClass, config.steps, files.json, files.out]).toEqual([-1, 7, 'true', 'a.png']);
  });

  it('are refused by name where they are unknown or lack their value', () => {
    expect(message('--widht', '8')).toMatch(/^There is no option --widht\. Allowed are --dataset, /);
    expect(message('--no-steps')).toMatch(/^There is no option --no-steps\./);
    expect(message('--out', '--json')).toBe('--out needs a value.');
    expect(message('--steps')).toBe('--steps needs a value.');
    expect(message('false')).toBe('"false" is no option of this command.');
    expect(message('--preset', 't9')).toMatch(/^--preset is "t9", expected one of recipe, /);
  });

  it('win over a preset, and tell what asked for a change', () => {
    const { config, changes, asked } = parse('--preset', 't1-ddpm', '--batch', '7');
    expect([config.timesteps, config.batchSize]).toEqual([200, 7]);
    expect([changes.timesteps, changes.batchSize, changes.width]).toEqual([200, 7, undefined]);
    expect([asked.get('timesteps'), asked.get('batchSize')]).toEqual(['--preset t1-ddpm', '--batch']);
  });
});
