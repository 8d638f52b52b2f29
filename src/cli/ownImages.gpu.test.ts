// Own images in folders, from the command line: trained on as classes, and each drawn by its name.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { figureNames, nearestFigure, writeFigures } from '../test/figures';
import { shell } from './testLab';

const side = 16;
const small =
  '--model playground --width 8 --optimizer adam --learning-rate 0.005 --learning-rate-schedule cosine --warmup-steps 10 --ema-decay 0 --batch-size 8 --steps 150';
const count = 4;

/** The samples of one column in a PNG: each pixel is a square of two, each sample has a frame of two. */
function samplesOf(png: Uint8Array): readonly Uint8Array[] {
  const { width, data } = decode(png);
  return Array.from({ length: count }, (_, i) => {
    const top = 2 + i * (2 * side + 2);
    return Uint8Array.from({ length: side * side }, (_pixel, at) => {
      const [x, y] = [at % side, Math.floor(at / side)];
      return data[(top + 2 * y) * width + 2 + 2 * x] ?? 0;
    });
  });
}

test('a folder of three classes is trained on, and each class is drawn by its name', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'figures-'));
  const [images, model] = [path.join(folder, 'images'), path.join(folder, 'model.safetensors')];
  await writeFigures(images, 64, side);
  const trained = await shell(`lab train --dataset own --data ${images} ${small} --out ${model}`);
  expect(trained.stderr).toContain('192 images of own');
  expect(trained.code).toBe(0);

  const pictureOf = (name: string): string => path.join(folder, `${name}.png`);
  const sample = (name: string): string =>
    `lab sample --checkpoint ${model} --class ${name} --count ${count} --columns 1 --steps 10 --out ${pictureOf(name)}`;
  expect(await shell(figureNames.map(sample).join(' && '))).toMatchObject({ code: 0 });
  for (const name of figureNames) {
    const samples = samplesOf(await readFile(pictureOf(name)));
    expect(samples.map((sample) => nearestFigure(sample, side))).toEqual(Array(count).fill(name));
  }

  expect(await shell(sample('hexagon'))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      '--class is "hexagon", expected one of "disc", "square", "triangle", or a number from -2 to 2.',
    ),
  });
  await rm(folder, { recursive: true });
}, 300_000);
