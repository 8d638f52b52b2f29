// A poster of one run for the wall, as SVG: the forward strip, the schedule's curves, the loss and the samples. Text
// stays text; pictures are enlarged without smoothing.
import { linePath } from '../parts/linePath';

export interface PosterPicture {
  /** A `data:` address. */
  readonly address: string;
  readonly words: string;
}

export interface PosterChart {
  readonly words: string;
  readonly xLabel: string;
  readonly lines: readonly {
    readonly x: readonly number[];
    readonly values: readonly number[];
    readonly colour: string;
  }[];
  /** Of the y axis, least and greatest. */
  readonly range: readonly [number, number];
  readonly format: (value: number) => string;
}

export interface Poster {
  readonly title: string;
  /** What it was made with. */
  readonly facts: string;
  readonly strip: PosterPicture;
  readonly samples: PosterPicture;
  readonly curves: PosterChart;
  /** Null before any training. */
  readonly loss: PosterChart | null;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const size = { width: 1189, height: 841 } as const;
const margin = 50;
const columns = { left: margin, right: 640, width: 499 } as const;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`;

const picture = ({ address, words }: PosterPicture, { x, y, width, height }: Place): string =>
  text(x, y - 10, words, 'class="name"') +
  `<image href="${escaped(address)}" x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="xMinYMin meet" style="image-rendering: pixelated"/>`;

function chart({ words, xLabel, lines, range, format }: PosterChart, { x, y, width, height }: Place): string {
  const ends = lines.flatMap((line) => [line.x[0] ?? 0, line.x.at(-1) ?? 1]);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const [low, high] = range;
  const placeX = (value: number): number => x + ((value - first) / Math.max(1e-12, last - first)) * width;
  const placeY = (value: number): number =>
    y + height - ((value - low) / Math.max(1e-12, high - low)) * height;
  const grid = [0, 0.5, 1].map((share) => {
    const value = low + share * (high - low);
    return (
      `<line x1="${x}" x2="${x + width}" y1="${placeY(value)}" y2="${placeY(value)}" class="grid"/>` +
      text(x - 8, placeY(value) + 4, format(value), 'class="tick" text-anchor="end"')
    );
  });
  const paths = lines.map(({ x: across, values, colour }) => {
    const d = linePath({ x: across, values, placeX, placeY, mostPoints: 800 });
    return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="3"/>`;
  });
  return [
    text(x, y - 12, words, 'class="name"'),
    ...grid,
    ...paths,
    text(x, y + height + 18, format(first), 'class="tick"'),
    text(x + width, y + height + 18, `${xLabel} = ${format(last)}`, 'class="tick" text-anchor="end"'),
  ].join('\n');
}

/** A drawing of 1189 × 841 units: A0 across, or any smaller sheet of that shape. */
export function drawPoster({ title, facts, strip, samples, curves, loss }: Poster): string {
  const charts = { x: columns.left + 46, width: columns.width - 46, height: 170 } as const;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="Inter, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', sans-serif" fill="#1c232b">
<style>.title { font-size: 40px; font-weight: 700 } .facts { font-size: 16px; fill: #59636e } .name { font-size: 18px; font-weight: 600 } .tick { font-size: 12px; fill: #59636e } .grid { stroke: #e4dfd3 }</style>
<rect width="${size.width}" height="${size.height}" fill="#fff"/>
${text(margin, 80, title, 'class="title"')}
${text(margin, 108, facts, 'class="facts"')}
${picture(strip, { x: margin, y: 160, width: size.width - 2 * margin, height: 150 })}
${chart(curves, { ...charts, y: 370 })}
${loss ? chart(loss, { ...charts, y: 610 }) : ''}
${picture(samples, { x: columns.right, y: 370, width: columns.width, height: 410 })}
</svg>
`;
}
