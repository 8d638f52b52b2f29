import { expect, test } from 'vitest';
import type { Machine } from '../machine';
import { ratioOf, type Result } from '../results';
import { machineMarkdown, shareOf } from './report';

const machine: Machine = {
  adapter: 'acme one',
  software: false,
  features: ['shader-f16', 'timestamp-query'],
  limits: { maxBufferSize: 268_435_456 },
  dispatchUs: 3.14159,
  answerMs: 0.07,
  roofline: { flopsPerMs: 2e9, bytesPerMs: 4e8 },
};

const lab: Result = {
  model: 'playground',
  batch: 64,
  engine: 'lab',
  msPerStep: 10,
  firstStepMs: 1200,
  dispatches: 151,
  fusedDispatches: null,
  submits: 3,
  jsMsPerStep: null,
  peakBytes: 57e6,
  uploadedBytes: 640,
  gflops: 460,
};
const tfjs: Result = { ...lab, engine: 'tfjs', msPerStep: 80, gflops: 57.5 };

test('a step is told as a share of the machine at its best, and as a part of the peer’s', () => {
  expect(shareOf(lab, machine)).toBeCloseTo(0.23, 12);
  expect(ratioOf(tfjs, [lab, tfjs])).toBeCloseTo(1 / 8, 12);
  expect(ratioOf(lab, [lab, tfjs])).toBeNull();
  expect(ratioOf(tfjs, [tfjs])).toBeNull();
});

test('what is copied names the machine, its figures and each step', () => {
  const text = machineMarkdown(machine, [lab, tfjs], 'Browser/1.0');
  for (const line of [
    '# Diffusion Lab on acme one',
    '| browser | Browser/1.0 |',
    '| a dispatch | 3.14 µs |',
    '| multiply-adds in registers | 2,000 GFLOP/s |',
    '| copying | 400 GB/s |',
    '| features | shader-f16, timestamp-query |',
    '| maxBufferSize | 268,435,456 |',
    '| playground | 64 | lab | 10 ms |  | 1.2 s | 151 | 57 MB | 460 | 23 % |',
    '| playground | 64 | tfjs | 80 ms | 1/8 | 1.2 s | 151 | 57 MB | 57.5 | 2.88 % |',
  ])
    expect(text.split('\n')).toContain(line);
});

test('an adapter without a name, and a machine without a step, are told too', () => {
  const text = machineMarkdown({ ...machine, adapter: '' }, [], 'Browser/1.0');
  expect(text).toContain('an unnamed adapter');
  expect(text).toContain('Not measured.');
});
