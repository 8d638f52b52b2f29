// What this engine makes of a checkpoint, for `handed_over.py` to hold against the libraries: answers of the network to
// given images, and pictures drawn from given noise. tsx tools/reference/ours.ts CHECKPOINT OUT.safetensors
import { writeFile } from 'node:fs/promises';
import { tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { openCheckpoint } from '../../src/cli/checkpointSampler';
import { closeCliEngine } from '../../src/cli/openEngine';
import { gaussians } from '../../src/diffusion/random';
import type { StoredTensor } from '../../src/engine/checkpoint/safetensors';
import { writeSafetensors } from '../../src/engine/checkpoint/safetensors';
import { Sampler, sampleLabels } from '../../src/engine/sampling/sampler';

const [checkpoint, out] = process.argv.slice(2);
if (!checkpoint || !out) throw new Error('Usage: tsx tools/reference/ours.ts CHECKPOINT OUT.safetensors');

const { config, facts, options } = await openCheckpoint({
  path: checkpoint,
  weights: 'ema',
  configure: (facts) => ({ ...facts.config, sampleCount: 8 }),
});
const { height, width, channels, classes } = facts.image;
const shape = [4, height, width, channels] as const;
const x = Float32Array.from(
  gaussians(
    { seed: 3, stream: 1000, step: 0 },
    shape.reduce((a, b) => a * b, 1),
  ),
);
const last = config.timesteps - 1;
const t = [0, Math.floor(last / 3), Math.floor((2 * last) / 3), last];
const labels = sampleLabels(-1, 4, classes);
labels[3] = classes;
const prediction = options.model.forward(options.pass, {
  x: tensor4d(x, [...shape]),
  t: tensor1d(t),
  labels: tensor1d(labels, 'int32'),
});
const tensors = new Map<string, StoredTensor>([
  ['x', { shape, values: x }],
  ['t', { shape: [4], values: Float32Array.from(t) }],
  ['labels', { shape: [4], values: Float32Array.from(labels) }],
  ['prediction', { shape: prediction.shape, values: Float32Array.from(await prediction.data()) }],
]);
const run = {
  seed: 5,
  labels: sampleLabels(-1, 8, classes),
  guidanceScale: config.guidanceScale,
  frames: 'all',
} as const;
for await (const { step, steps, x: pictures } of new Sampler(options).run(run)) {
  const grid = { shape: [8, height, width, channels], values: Float32Array.from(pictures) };
  if (step === 0) tensors.set('noise', grid);
  if (step === steps) tensors.set('grid', grid);
}
await writeFile(out, new Uint8Array(writeSafetensors({ tensors, metadata: {} })));
closeCliEngine();
