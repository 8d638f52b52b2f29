// Two films side by side as one picture: the samples of A and B as they stand, and a line on each.
import type { Pictures } from '../../lab/pictures';
import { createScreen } from './screen';

export interface Side {
  readonly pictures: Pictures;
  readonly words: string;
}

const factor = 4;
const margin = 24;
const lineHeight = 22;
/** The pictures' own colours have no part in it: the paper is white, whatever the theme. */
const [paper, ink] = ['#ffffff', '#1c232b'];

/** Breaks words into lines that fit. @param width of a text in pixels */
export function linesOf(words: string, widest: number, width: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const part of words.split(' · ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} · ${part}` : part;
    if (lines.length > 0 && width(longer) <= widest) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

export function drawPair(sides: readonly [Side, Side], font: string): HTMLCanvasElement {
  const grids = sides.map(
    ({ pictures }) =>
      createScreen(pictures, { columns: Math.ceil(Math.sqrt(pictures.count)), gap: 1, factor }).canvas,
  );
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const setFont = (): void => {
    context.font = `15px ${font}`;
    context.textBaseline = 'top';
  };
  setFont();
  const widths = grids.map((grid) => Math.max(grid.width, 320));
  const texts = sides.map(({ words }, i) =>
    linesOf(words, widths[i] ?? 0, (text) => context.measureText(text).width),
  );
  const textHeight = Math.max(...texts.map((lines) => lines.length)) * lineHeight + margin / 2;
  canvas.width = widths.reduce((sum, width) => sum + width + margin, margin);
  canvas.height = 2 * margin + textHeight + Math.max(...grids.map((grid) => grid.height));
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  // A canvas that is given a size forgets its font.
  setFont();
  context.fillStyle = ink;
  let left = margin;
  for (const [i, grid] of grids.entries()) {
    for (const [line, text] of (texts[i] ?? []).entries())
      context.fillText(text, left, margin + line * lineHeight);
    context.drawImage(grid, left, margin + textHeight);
    left += (widths[i] ?? 0) + margin;
  }
  return canvas;
}
