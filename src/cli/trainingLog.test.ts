import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plotCommand } from './plot';
import { parseTrainingLog, TrainingLog } from './trainingLog';

let folder = '';
let said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'log-'));
  said = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** The picture of a log with this text. */
async function plot(text: string): Promise<string> {
  const [log, out] = [path.join(folder, 'log.jsonl'), path.join(folder, 'new/loss.svg')];
  writeFileSync(log, text);
  await plotCommand.run(['--log', log, '--out', out]);
  return readFileSync(out, 'utf8');
}

const line = (step: number, loss: number | null): string => `${JSON.stringify({ step, loss })}\n`;
const curveOf = (svg: string): string => /<path d="([^"]*)"/.exec(svg)?.[1] ?? '';

describe('the log of a training', () => {
  it('comes back as it was written', async () => {
    const file = path.join(folder, 'log.jsonl');
    const log = await TrainingLog.open(file);
    const report = {
      step: 2,
      steps: 2,
      losses: Float64Array.of(0.5, Number.NaN),
      gradientNorms: Float64Array.of(1, 2),
      quartileLosses: new Float64Array(8),
      learningRate: 1,
      stepsPerSecond: 1,
    };
    await log.add(report, 1.25);
    await log.close();
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n')[0]).toBe(
      '{"step":1,"loss":0.5,"gradientNorm":1,"quartiles":[0,0,0,0],"seconds":1.25}',
    );
    expect(parseTrainingLog(file, text)).toEqual({
      losses: [
        { step: 1, loss: 0.5 },
        { step: 2, loss: Number.NaN },
      ],
      cut: false,
    });
    // A file that can no longer be written does not end the training.
    await log.add(report, 2);
    expect(log.failure).toMatchObject({ code: 'bad-file', message: expect.stringContaining('is not whole') });
  });
});

describe('lab plot', () => {
  it('leaves out a last line that is cut off, and says so', async () => {
    const svg = await plot(`${line(11, 0.5)}${line(12, 0.1)}{"step":13,"lo`);
    expect(curveOf(svg)).toBe('M64.0 16.0h0L704.0 280.0');
    expect(svg).toContain('>12</text>');
    expect(said).toEqual([expect.stringMatching(/^The last line of .*log\.jsonl is cut off/)]);
  });

  it('leaves a gap where a step has no loss', async () => {
    const svg = await plot([0.5, null, 0, 0.1, 0.1].map((loss, i) => line(i + 1, loss)).join(''));
    expect(svg).not.toMatch(/NaN|Infinity|null/);
    expect(curveOf(svg)).toBe('M64.0 16.0h0M544.0 280.0h0L704.0 280.0');
  });

  it('draws as many steps as the longest preset has', async () => {
    const svg = await plot(Array.from({ length: 200_000 }, (_, i) => line(i + 1, 0.5)).join(''));
    expect(svg).toContain('>200000</text>');
  });

  it.each([
    ['an empty log', '', /has no loss above 0/],
    ['a log without numbers', line(1, null) + line(2, null), /has no loss above 0/],
    ['another file', 'PNG\n\u0000\n', /^Line 1 of .* has no loss, expected the lines that lab train writes/],
    ['a damaged line', `${line(1, 0.5)}{"step":2\n${line(3, 0.5)}`, /^Line 2 of /],
  ])('refuses %s in a sentence', async (_, text, message) => {
    await expect(plot(text)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['is missing', 'nowhere.jsonl', /^There is no file .*nowhere\.jsonl\.$/],
    ['is a folder', '.', /is a folder, expected a file\.$/],
  ])('says that the log %s', async (_, name, message) => {
    const args = ['--log', path.join(folder, name), '--out', path.join(folder, 'x.svg')];
    await expect(plotCommand.run(args)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(message),
    });
  });
});
