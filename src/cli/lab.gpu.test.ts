// The command line from a training to a picture, as processes of their own.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { shell } from './testLab';
import { parseTrainingLog } from './trainingLog';

const folder = mkdtempSync(path.join(tmpdir(), 'lab-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('trains with a log in folders that are not there yet, and draws from what came of it', async () => {
  const [model, log, picture] = ['deep/m.safetensors', 'nowhere/x.jsonl', 'pictures/x.png'].map((name) =>
    path.join(folder, name),
  );
  const settings = '--dataset strokes --model basic-unet --class-conditional false --batch 2 --steps 2';
  const trained = await shell(`lab train ${settings} --out ${model} --log ${log}`);
  expect(trained).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('2 steps in ') });
  const { losses } = parseTrainingLog('', readFileSync(log ?? '', 'utf8'));
  expect(losses.map(({ step }) => step)).toEqual([1, 2]);

  const drawn = await shell(`lab sample --checkpoint ${model} --steps 2 --count 2 --out ${picture}`);
  expect(drawn).toMatchObject({ code: 0, stderr: expect.stringContaining('2 samples → ') });
  expect(existsSync(picture ?? '')).toBe(true);
});
