// `lab train` as its users run it: broken off and gone on with, against a run that was never interrupted.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shell } from './testLab';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lab-train-'));
});
afterAll(() => rm(folder, { recursive: true }));

const small =
  '--dataset strokes --timesteps 50 --batch-size 2 --width 8 --learning-rate-schedule constant --seed 3';

interface Line {
  readonly step: number;
  readonly loss: number;
  readonly gradientNorm: number;
}

async function logged(name: string): Promise<Line[]> {
  const text = await readFile(path.join(folder, name), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const { step, loss, gradientNorm } = JSON.parse(line) as Line;
      return { step, loss, gradientNorm };
    });
}

test('a training that goes on from a checkpoint has the losses and the weights of one never interrupted', async () => {
  const at = (name: string): string => path.join(folder, name);
  const line = [
    `lab train ${small} --steps 6 --out ${at('whole.safetensors')} --log ${at('whole.jsonl')}`,
    `lab train ${small} --steps 3 --out ${at('half.safetensors')} --log ${at('half.jsonl')}`,
    `lab train --checkpoint ${at('half.safetensors')} --steps 6 --out ${at('rest.safetensors')} --log ${at('rest.jsonl')}`,
  ].join(' && ');
  const { code, stderr } = await shell(line);
  expect(code, stderr).toBe(0);
  const [whole, half, rest] = await Promise.all(['whole.jsonl', 'half.jsonl', 'rest.jsonl'].map(logged));
  expect(whole?.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...(half ?? []), ...(rest ?? [])]).toEqual(whole);
  const [one, other] = await Promise.all(
    ['whole', 'rest'].map((name) => readFile(at(`${name}.safetensors`))),
  );
  expect(other?.equals(one ?? Buffer.alloc(0))).toBe(true);
});
