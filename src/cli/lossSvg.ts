// The loss by step as an SVG, raw and smoothed, on a logarithmic axis. Steps without a loss are gaps in the curves.
import { smooth, toBin } from '../lab/smoothing';
import type { LoggedLoss } from './trainingLog';

const size = { width: 720, height: 320 } as const;
const margin = { left: 64, right: 16, top: 16, bottom: 40 } as const;

/** @param losses in the order of their steps; what is not above 0 has no place on a logarithmic axis. */
export function lossSvg(losses: readonly LoggedLoss[]): string {
  const values = losses.map(({ loss }) => (loss > 0 && Number.isFinite(loss) ? loss : Number.NaN));
  const logs = values.map(Math.log10);
  const smoothed = smooth(values.map(toBin)).map((mean, i) => (Number.isNaN(values[i]) ? Number.NaN : mean));
  const shown = logs.filter((value) => !Number.isNaN(value));
  const low = shown.reduce((a, b) => Math.min(a, b), Infinity);
  const high = shown.reduce((a, b) => Math.max(a, b), -Infinity);
  const x = (index: number): string =>
    (
      margin.left +
      ((size.width - margin.left - margin.right) * index) / Math.max(1, losses.length - 1)
    ).toFixed(1);
  const y = (value: number): string =>
    (
      margin.top +
      (size.height - margin.top - margin.bottom) * (1 - (value - low) / (high - low || 1))
    ).toFixed(1);
  const ticks = [1, 2, 5]
    .flatMap((digit) => [-4, -3, -2, -1, 0, 1].map((power) => digit * 10 ** power))
    .filter((value) => Math.log10(value) >= low && Math.log10(value) <= high)
    .sort((a, b) => a - b);
  const grid = ticks.map((value) => {
    const at = y(Math.log10(value));
    return `<line x1="${margin.left}" x2="${size.width - margin.right}" y1="${at}" y2="${at}" stroke="#ccc"/><text x="${margin.left - 8}" y="${at}" text-anchor="end" dominant-baseline="middle">${Number(value.toPrecision(2))}</text>`;
  });
  const labelled = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (losses.length - 1)));
  const labels = [...new Set(labelled)].map(
    (index) =>
      `<text x="${x(index)}" y="${size.height - 14}" text-anchor="middle">${losses[index]?.step ?? ''}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12" stroke-linecap="round">`,
    '<title>Training loss by step</title>',
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    ...grid,
    ...labels,
    `<path d="${curve(logs, { x, y })}" fill="none" stroke="#b8c4d6"/>`,
    `<path d="${curve(smoothed.map(Math.log10), { x, y })}" fill="none" stroke="#1d4ed8" stroke-width="2"/>`,
    '</svg>',
    '',
  ].join('\n');
}

interface Axes {
  readonly x: (index: number) => string;
  readonly y: (value: number) => string;
}

/** A pen that is lifted over gaps; a point between two of them is a dot (`h0`). */
const curve = (values: readonly number[], { x, y }: Axes): string =>
  values
    .map((value, i) => {
      if (Number.isNaN(value)) return '';
      const begins = Number.isNaN(values[i - 1] ?? Number.NaN);
      return `${begins ? 'M' : 'L'}${x(i)} ${y(value)}${begins ? 'h0' : ''}`;
    })
    .join('');
