// What holds for every command alike: exit codes, models opened for what they are, places that cannot be written to.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkpointFacts } from '../engine/checkpoint/facts';
import { modelFile } from '../test/modelFile';
import { commands, runLab } from './lab';
import { readModel } from './modelFile';

type Name = keyof typeof commands;
const names = Object.keys(commands) as Name[];
const helps = new Map(
  await Promise.all(names.map(async (name) => [name, (await commands[name].load()).help()] as const)),
);
/** The commands that have such an option of their own. */
const withOption = (option: string): Name[] =>
  names.filter((name) => new RegExp(`^ *${option} `, 'm').test(helps.get(name) ?? ''));

let folder = '';
let said: string[] = [];
const at = (...parts: string[]): string => path.join(folder, ...parts);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lab-'));
  writeFileSync(at('model.safetensors'), new Uint8Array(modelFile()));
  writeFileSync(at('file'), 'here before');
  said = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** What a command needs besides `--checkpoint` and `--out` to get as far as its work. */
const besides: Readonly<Partial<Record<Name, readonly string[]>>> = {
  denoise: ['--with', 'model'],
  plot: ['--log', 'log.jsonl'],
  speedrun: ['--cells', 'docs/speedrun-cells.json'],
};

const argumentsOf = (name: Name, out: string): string[] => [
  name,
  ...(withOption('--checkpoint').includes(name) ? ['--checkpoint', at('model.safetensors')] : []),
  ...(withOption('--out').includes(name) ? ['--out', out] : []),
  ...(besides[name] ?? []),
];

describe('the exit code', () => {
  it.each([
    ['what is no command', ['paint'], /^There is no command "paint"\. Allowed are train, sample, /],
    ['what is no option', ['schedule', '--widht', '8'], /^There is no option --widht\./],
    ['a value that is none', ['schedule', '--timesteps', 'many'], /^--timesteps is "many", expected /],
  ])('is 2 for %s', async (_, args, sentence) => {
    expect([await runLab(args), said]).toEqual([2, [expect.stringMatching(sentence)]]);
  });

  it('is 1 for a file that is not there', async () => {
    const code = await runLab(['plot', '--log', at('none'), '--out', at('x.svg')]);
    expect([code, said]).toEqual([1, [expect.stringMatching(/^There is no file /)]]);
  });
});

describe('a model that predicts x₀ is taken for nothing else', () => {
  const openers = withOption('--checkpoint');
  /** They take no settings at all. */
  const refusals: Readonly<Partial<Record<Name, RegExp>>> = {
    pack: /^There is no option --prediction-type\. Allowed are --checkpoint, --out\.$/,
  };
  const contradicted =
    /^--prediction-type is epsilon, but the checkpoint was trained with sample, and its weights know nothing else/;

  it('by any of eleven commands', () => {
    expect(openers).toHaveLength(11);
  });

  it.each(openers)('by lab %s: exit code 2, and nothing is written', async (name) => {
    const before = readdirSync(folder);
    const args = [...argumentsOf(name, at('out')), '--prediction-type', 'epsilon'];
    expect([await runLab(args), said]).toEqual([2, [expect.stringMatching(refusals[name] ?? contradicted)]]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('nor in another form of it', async () => {
    const args = [...argumentsOf('export', at('out')), '--format', 'diffusers'];
    expect([await runLab([...args, '--prediction-type', 'epsilon']), said]).toEqual([
      2,
      [expect.stringMatching(/^--prediction-type is for a recording: the diffusers form has the settings/)],
    ]);
    expect(await runLab(args)).toBe(0);
    expect(checkpointFacts(await readModel(at('out'))).config.predictionType).toBe('sample');
  });
});

describe('what cannot be written is refused before the work', () => {
  const outputs = [
    ...withOption('--out').map((name) => [name, '--out'] as const),
    ...withOption('--log').flatMap((name) => (name === 'plot' ? [] : [[name, '--log'] as const])),
  ];

  it('by every option that names an output', () => {
    expect(outputs).toHaveLength(16);
  });

  it.each(outputs)('by lab %s %s', async (name, option) => {
    const args = argumentsOf(name, at(option === '--out' ? 'file/x' : 'out'));
    if (option === '--log') args.push('--log', at('file/x'));
    const sentence = new RegExp(
      `^.*file/x cannot be written \\(.*\\): name another (file|folder) with ${option} `,
    );
    expect([await runLab(args), said]).toEqual([2, [expect.stringMatching(sentence)]]);
    expect(readFileSync(at('file'), 'utf8')).toBe('here before');
    expect(readdirSync(folder).toSorted()).toEqual(['file', 'model.safetensors']);
  });

  it.each(
    withOption('--out').filter((name) => withOption('--checkpoint').includes(name) && name !== 'train'),
  )('nor does what lab %s writes take the place of its model', async (name) => {
    const model = readFileSync(at('model.safetensors'));
    expect([await runLab(argumentsOf(name, at('model.safetensors'))), said]).toEqual([
      2,
      [expect.stringMatching(/the command needs this file for something else/)],
    ]);
    expect(readFileSync(at('model.safetensors')).equals(model)).toBe(true);
  });
});
