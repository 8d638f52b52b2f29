// The lint rules that hold the house up: a wrong import between rooms has to fail, a right one to pass.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** File of a room, a line in it, and the rule that has to refuse it. */
const wrong: readonly (readonly [file: string, line: string, rule: string])[] = [
  ['src/lab/a.ts', "export { b } from '../engine/b';", 'no-restricted-imports'],
  ['src/lab/b.ts', "export { useState } from 'react';", 'no-restricted-imports'],
  ['src/lab/c.ts', "import '@tensorflow/tfjs-core';", 'no-restricted-imports'],
  ['src/lab/d.ts', 'export const width = window.innerWidth;', 'no-restricted-globals'],
  ['src/diffusion/samplers/a.ts', "export { b } from '../../datasets/b';", 'no-restricted-imports'],
  ['src/diffusion/b.ts', "export { b } from '../lab/presets';", 'no-restricted-imports'],
  ['src/diffusion/c.ts', "export { readFile } from 'node:fs';", 'no-restricted-imports'],
  ['src/diffusion/d.ts', 'export const luck = Math.random();', 'no-restricted-properties'],
  ['src/datasets/a.ts', "export { b } from '../diffusion/tables';", 'no-restricted-imports'],
  ['src/datasets/c.ts', 'export const either = AbortSignal.any([]);', 'no-restricted-properties'],
  ['src/store/f.ts', 'export const either = AbortSignal.any([]);', 'no-restricted-properties'],
  ['src/datasets/b.ts', "import '@tensorflow/tfjs-core';", 'no-restricted-imports'],
  ['src/engine/a.ts', "export { b } from '../worker/protocol';", 'no-restricted-imports'],
  ['src/engine/b.ts', "import '@tensorflow/tfjs';", 'no-restricted-imports'],
  ['src/engine/c.ts', 'export const title = document.title;', 'no-restricted-globals'],
  ['src/engine/ops/conv/a.ts', "export { b } from '../../models/b';", 'no-restricted-imports'],
  ['src/engine/gpu/a.ts', "export { b } from '../training/b';", 'no-restricted-imports'],
  ['src/storage/a.ts', "export { b } from '../engine/b';", 'no-restricted-imports'],
  ['src/worker/lab.worker.ts', "export { b } from '../store/b';", 'no-restricted-imports'],
  ['src/worker/client.ts', "export { b } from '../engine/b';", 'no-restricted-imports'],
  ['src/worker/protocol.ts', "import '@tensorflow/tfjs-core';", 'no-restricted-imports'],
  ['src/store/a.ts', "export { b } from '../ui/b';", 'no-restricted-imports'],
  ['src/store/b.ts', "import '@tensorflow/tfjs-core';", 'no-restricted-imports'],
  ['src/ui/panels/a.tsx', "export { b } from '../../engine/b';", 'no-restricted-imports'],
  ['src/ui/panels/b.tsx', "export { b } from '../../worker/client';", 'no-restricted-imports'],
  ['src/ui/panels/c.tsx', "export { LineChart } from 'recharts';", 'no-restricted-imports'],
  ['src/ui/parts/a.tsx', "export { b } from '../panels/b';", 'no-restricted-imports'],
  ['src/ui/state/a.ts', "export { b } from '../hooks/b';", 'no-restricted-imports'],
  ['src/ui/panels/reverse/d.tsx', "export { b } from '../../shell/b';", 'no-restricted-imports'],
  ['src/cli/a.ts', "export { b } from '../ui/b';", 'no-restricted-imports'],
  // What is printed past `print` is cut off by a slow pipe, or ends in a stack trace where the reader leaves.
  ['src/cli/b.ts', "export const say = () => console.log('much');", 'no-console'],
  ['src/cli/c.ts', "export const say = () => process.stdout.write('much');", 'no-restricted-properties'],
  ['src/cli/d.ts', 'export const end = () => process.exit(1);', 'no-restricted-properties'],
  [
    'src/store/c.ts',
    'export const x = async () => 1;\nexport const y = () => { x(); };',
    'no-floating-promises',
  ],
  ['src/store/d.ts', 'export const x = (value: any) => String(value);', 'no-explicit-any'],
  ['src/store/e.ts', '// oxlint-disable-next-line eqeqeq\nexport const x = 1;', 'Unused'],
];

const right: readonly (readonly [file: string, line: string])[] = [
  ['src/lab/right.ts', "export { b } from '../diffusion/b';\nexport { c } from '../datasets/c';"],
  ['src/diffusion/right.ts', "export { LabError } from '../lab/errors';"],
  [
    'src/datasets/right.ts',
    "export { b } from '../diffusion/random';\nexport { LabError } from '../lab/errors';",
  ],
  ['src/engine/right.ts', "import '@tensorflow/tfjs-core';\nexport { b } from '../lab/b';"],
  ['src/worker/right.ts', "export { b } from '../engine/b';"],
  ['src/store/right.ts', "export { b } from '../worker/client';"],
  ['src/ui/panels/right.tsx', "export { b } from '../../store/b';"],
  ['src/ui/parts/Curve.tsx', "export { LineChart } from 'recharts';"],
  ['src/cli/right.ts', "export { readFile } from 'node:fs';\nexport { b } from '../engine/b';"],
  ['src/cli/print.ts', "export const print = () => process.stdout.write('much');"],
  ['src/engine/right.test.ts', "export { b } from '../test/b';\nimport '@tensorflow/tfjs';"],
];

interface Diagnostic {
  readonly code?: string;
  readonly message: string;
  readonly filename: string;
}

const root = path.resolve(import.meta.dirname, '..');
let house = '';
let found: readonly Diagnostic[] = [];

const inFile = (file: string): string[] =>
  found.filter(({ filename }) => filename === file).map(({ code, message }) => `${code ?? ''} ${message}`);

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'borders-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
  for (const file of ['.oxlintrc.json', 'tsconfig.json'])
    cpSync(path.join(root, file), path.join(house, file));
  for (const [file, line] of [...wrong, ...right]) {
    mkdirSync(path.join(house, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(house, file), `${line}\n`);
  }
  const report = path.join(house, 'report.json');
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const command = `"${process.execPath}" "${oxlint}" --format=json > "${report}" || true`;
  execFileSync('sh', ['-c', command], { cwd: house, stdio: 'ignore' });
  const { diagnostics } = JSON.parse(readFileSync(report, 'utf8')) as { diagnostics: Diagnostic[] };
  found = diagnostics;
}, 60_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the borders between rooms', () => {
  it.each(wrong)('%s may not hold: %s', (file, _, rule) => {
    expect(inFile(file).join('\n')).toContain(rule);
  });

  it.each(right)('%s may hold: %s', (file) => {
    expect(inFile(file)).toEqual([]);
  });
});
