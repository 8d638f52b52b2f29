import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportCommand } from './export';
import { claimOutput } from './output';
import { plotCommand } from './plot';
import { sampleCommand } from './sample';
import { stripCommand } from './strip';
import { trainCommand } from './train';

let folder = '';
const at = (...names: string[]): string => path.join(folder, ...names);
const claim = (file: string) => claimOutput(file, { option: '--out FILE', purpose: 'where it goes' });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'output-'));
  writeFileSync(at('file'), 'here before');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('an output', () => {
  it('gets the folders that it lacks, and its name only when it is whole', async () => {
    const output = await claim(at('new', 'deep', 'x.png'));
    expect(readdirSync(at('new', 'deep'))).toEqual([]);
    await output.write('content');
    expect(readFileSync(output.path, 'utf8')).toBe('content');
    expect(readdirSync(at('new', 'deep'))).toEqual(['x.png']);
  });

  it('that cannot be written leaves nothing half done, and says so in a sentence', async () => {
    const output = await claim(at('x.png'));
    mkdirSync(at('x.png', 'full'), { recursive: true });
    await expect(output.write('content')).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(/x\.png could not be written \(.*\)\.$/),
    });
    expect(readdirSync(folder).sort()).toEqual(['file', 'x.png']);
  });

  it('keeps what stands under its name until then', async () => {
    await claim(at('file'));
    expect(readFileSync(at('file'), 'utf8')).toBe('here before');
  });
});

const commands = {
  train: [trainCommand, ['--dataset', 'strokes']],
  sample: [sampleCommand, ['--checkpoint', 'model.safetensors']],
  export: [exportCommand, ['--checkpoint', 'model.safetensors']],
  strip: [stripCommand, ['--dataset', 'strokes']],
  plot: [plotCommand, ['--log', 'log.jsonl']],
} as const;

describe.each(Object.entries(commands))('lab %s', (_, [command, args]) => {
  it.each([
    ['a folder', () => folder],
    ['below a file', () => at('file', 'x')],
  ])('refuses to write to %s before any work', async (_place, file) => {
    await expect(command.run([...args, '--out', file()])).rejects.toMatchObject({
      code: 'bad-setting',
      message: expect.stringMatching(/cannot be written \(.*\): name another file with --out/),
    });
  });

  it('says that --out is missing', async () => {
    await expect(command.run(args)).rejects.toThrow(/^--out FILE.* is missing: where /);
  });
});

describe('the files of a command', () => {
  it.each([
    ['train', () => trainCommand.run(['--dataset', 'strokes', '--out', at('m'), '--log', at('file', 'x')])],
    ['train', () => trainCommand.run(['--dataset', 'strokes', '--out', at('m'), '--log', at('m')])],
    ['plot', () => plotCommand.run(['--log', at('file'), '--out', at('file')])],
    ['sample', () => sampleCommand.run(['--checkpoint', at('file'), '--out', at('file')])],
  ])('of %s do not take each other’s place', async (_, run) => {
    await expect(run()).rejects.toMatchObject({
      code: 'bad-setting',
      message: expect.stringContaining('cannot be written'),
    });
    expect(readFileSync(at('file'), 'utf8')).toBe('here before');
    expect(existsSync(at('m'))).toBe(false);
  });
});
