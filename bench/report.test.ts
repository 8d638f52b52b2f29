import { expect, test } from 'vitest';
import { outcomes } from './goals';
import { fraction, reportMarkdown, reportPath } from './report';
import type { Result } from './results';

const row = (of: Partial<Result>): Result => ({
  model: 'unet2d',
  batch: 4,
  engine: 'lab',
  msPerStep: 1000,
  firstStepMs: 2000,
  dispatches: 350,
  fusedDispatches: 300,
  submits: 3,
  jsMsPerStep: 8,
  peakBytes: 300e6,
  uploadedBytes: 160,
  gflops: 7.63,
  ...of,
});

const lab = row({});
const tfjs = row({
  engine: 'tfjs',
  msPerStep: 8000,
  dispatches: 7878,
  fusedDispatches: null,
  jsMsPerStep: 640,
  peakBytes: 400e6,
});

test('a report is kept under the name of the device, without its driver', () => {
  expect(reportPath('mesa software llvmpipe: Mesa 25.0.7 (LLVM 15.0.6) 0.0.1')).toBe(
    'docs/results/bench-mesa-software-llvmpipe.md',
  );
  expect(reportPath('nvidia hopper NVIDIA H200: 570.1')).toBe('docs/results/bench-nvidia-hopper-h200.md');
  expect(reportPath('…')).toBe('docs/results/bench-unnamed.md');
});

test('ratios up to a half read as fractions', () => {
  expect(fraction(0.25)).toBe('1/4');
  expect(fraction(1 / 81)).toBe('1/81');
  expect(fraction(0.6)).toBe('0.60');
  expect(fraction(1.5)).toBe('1.50');
});

test('goals are judged for what was measured, and for nothing else', () => {
  const judged = Object.fromEntries(
    outcomes([lab, tfjs]).map(({ figure, value, reached }) => [figure, { value, reached }]),
  );
  expect(judged).toEqual({
    'UNet2DModel, dispatches a step': { value: 350, reached: true },
    'UNet2DModel, dispatches a step with all fused': { value: 300, reached: true },
    'UNet2DModel, JavaScript a step, to tfjs': { value: 1 / 80, reached: false },
    'UNet2DModel batch 4, step time, to tfjs': { value: 1 / 8, reached: false },
    'UNet2DModel batch 4, peak GPU bytes, to tfjs': { value: 0.75, reached: false },
    'bytes uploaded in a replayed step, most of all': { value: 160, reached: true },
  });
  expect(outcomes([])).toEqual([]);
});

test('BasicUNet is compared with jax-js at batch 8 only', () => {
  const basic = (of: Partial<Result>): Result => row({ model: 'basic-unet', batch: 8, ...of });
  const jax = basic({ engine: 'jax-js', msPerStep: 1200, firstStepMs: 60_000 });
  const figures = outcomes([basic({}), jax, basic({ batch: 32 })]);
  expect(figures).toContainEqual(expect.objectContaining({ value: 1000 / 1200, reached: false }));
  expect(figures).toContainEqual(expect.objectContaining({ value: 2000 / 60_000, reached: true }));
});

test('the table shows every engine beside ours', () => {
  const markdown = reportMarkdown({ device: 'a GPU', results: [lab, tfjs] }, 'npm run bench');
  expect(markdown).toContain('# Benchmark on a GPU\n');
  expect(markdown).toContain(
    '| unet2d | 4 | lab | 1 s |  | 2 s | 350 (300) | 3 | 8 ms | 300 MB | 160 | 7.63 |',
  );
  expect(markdown).toContain('| unet2d | 4 | tfjs | 8 s | 1/8 | 2 s | 7,878 | 3 | 640 ms | 400 MB |');
  expect(markdown).toContain('| UNet2DModel batch 4, peak GPU bytes, to tfjs | 0.75 | ≤ 0.60 | no |');
  expect(markdown).not.toContain('## Sampling');
});

test('the series follow where they were taken', () => {
  const markdown = reportMarkdown(
    {
      device: 'a GPU',
      results: [],
      sampling: [{ model: 'playground', engine: 'lab', count: 64, steps: 50, ms: 12_340 }],
      scaling: [{ engine: 'lab', batch: 128, width: 16, msPerStep: 812.4, gflops: 17.04 }],
    },
    'npm run bench -- --all',
  );
  expect(markdown).toContain('| playground | lab | 64 | 50 | 12.3 s |');
  expect(markdown).toContain('| lab | 16 | 128 | 812 ms | 17 |');
});
