// `lab plot`: the loss curve of a training log as a small SVG, raw and smoothed, on a logarithmic axis.
import { readFile } from 'node:fs/promises';
import { LabError } from '../lab/errors';
import type { CliCommand } from './command';
import { writeOutput } from './files';
import { optionHelp, parseOptions } from './options';

const own = {
  log: { value: 'FILE.jsonl', help: 'log of a training run' },
  out: { value: 'FILE.svg', help: 'picture to write' },
} as const;

const size = { width: 720, height: 320 } as const;
const margin = { left: 64, right: 16, top: 16, bottom: 40 } as const;

export const plotCommand: CliCommand = {
  help: () => optionHelp(own, []),
  async run(args) {
    const { log, out } = parseOptions(args, own).own;
    if (!log || !out)
      throw new LabError('bad-setting', '--log FILE.jsonl and --out FILE.svg are both needed.');
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    const losses = lines.map((line) => Number((JSON.parse(line) as { loss?: unknown }).loss));
    await writeOutput(out, lossSvg(losses));
  },
};

/** @param losses one a step, positive. */
export function lossSvg(losses: readonly number[]): string {
  const logs = losses.map(Math.log10);
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const x = (step: number): number =>
    margin.left + ((size.width - margin.left - margin.right) * step) / Math.max(1, losses.length - 1);
  const y = (value: number): number =>
    margin.top + (size.height - margin.top - margin.bottom) * (1 - (value - low) / (high - low || 1));
  const path = (values: readonly number[]): string =>
    values.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const ticks = [1, 2, 5]
    .flatMap((digit) => [-4, -3, -2, -1, 0, 1].map((power) => digit * 10 ** power))
    .filter((value) => Math.log10(value) >= low && Math.log10(value) <= high)
    .sort((a, b) => a - b);
  const grid = ticks.map((value) => {
    const at = y(Math.log10(value)).toFixed(1);
    return `<line x1="${margin.left}" x2="${size.width - margin.right}" y1="${at}" y2="${at}" stroke="#ccc"/><text x="${margin.left - 8}" y="${at}" text-anchor="end" dominant-baseline="middle">${Number(value.toPrecision(2))}</text>`;
  });
  const steps = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (losses.length - 1)));
  const labels = steps.map(
    (step) =>
      `<text x="${x(step).toFixed(1)}" y="${size.height - 14}" text-anchor="middle">${step + 1}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">`,
    '<title>Training loss by step</title>',
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    ...grid,
    ...labels,
    `<path d="${path(logs)}" fill="none" stroke="#b8c4d6"/>`,
    `<path d="${path(smooth(losses).map(Math.log10))}" fill="none" stroke="#1d4ed8" stroke-width="2"/>`,
    '</svg>',
    '',
  ].join('\n');
}

/** Exponential average with bias correction. */
function smooth(values: readonly number[], decay = 0.97): number[] {
  let mean = 0;
  return values.map((value, i) => {
    mean = decay * mean + (1 - decay) * value;
    return mean / (1 - decay ** (i + 1));
  });
}
