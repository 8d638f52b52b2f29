// The judge of drawn digits: a small classifier, trained by tools/reference/judge.py, on the engine's operations.
import { reshape, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import { parseSafetensors, writeSafetensors } from '../checkpoint/safetensors';
import { decodeCheckpoint } from '../checkpoint/checkpoint';
import { Layers } from '../models/layers';
import type { Model, Pass } from '../models/model';
import type { Values } from '../models/weights';
import type { Moments } from '../../diffusion/quality/moments';

/** What the judge can look at. */
export const judgedShape = { height: 28, width: 28, channels: 1 } as const;
export const judgedClasses = 10;
export const featureCount = 48;

export interface JudgeFile {
  readonly weights: Values;
  /** Of the features over the test set. */
  readonly test: Moments;
  /** Shares of the test set that it tells right, and recognises. */
  readonly accuracy: number;
  readonly recognised: number;
}

export interface JudgeNetwork extends Model {
  /** x [n, 28, 28, 1] in −1…1 → features [n, 48] and logits [n, 10]. */
  judge(pass: Pass, x: Tensor4D): { readonly features: Tensor2D; readonly logits: Tensor2D };
}

export function judgeNetwork(): JudgeNetwork {
  const layers = new Layers();
  const conv1 = layers.convolution('conv1', { inputs: 1, outputs: 16, kernel: 3, size: 28 });
  const conv2 = layers.convolution('conv2', { inputs: 16, outputs: 32, kernel: 3, size: 14 });
  const conv3 = layers.convolution('conv3', { inputs: 32, outputs: 32, kernel: 3, stride: 2, size: 4 });
  const toFeatures = layers.linear('features', { inputs: 32 * 4 * 4, outputs: featureCount });
  const toClasses = layers.linear('classes', { inputs: featureCount, outputs: judgedClasses });
  const judge: JudgeNetwork['judge'] = (pass, x) => {
    const { ops } = pass;
    const fine = ops.maxPool(conv1(pass, x, { silu: true }));
    const coarse = conv3(pass, ops.maxPool(conv2(pass, fine, { silu: true })), { silu: true });
    const flat: Tensor2D = reshape(coarse, [x.shape[0], -1]);
    const features = toFeatures(pass, flat, { silu: true });
    return { features, logits: toClasses(pass, features) };
  };
  return {
    name: 'judge',
    conditional: false,
    parameters: layers.parameters,
    outline: layers.outline,
    judge,
    forward: (pass, { x }) => reshape(judge(pass, x).logits, [x.shape[0], 1, 1, judgedClasses]),
  };
}

const testPrefix = 'test.';

/** @throws LabError `bad-checkpoint` where the file is no judge's. */
export function readJudge(file: ArrayBuffer): JudgeFile {
  const { tensors, metadata } = parseSafetensors(file);
  const isTest = ([name]: readonly [string, unknown]): boolean => name.startsWith(testPrefix);
  const own = writeSafetensors({
    tensors: new Map([...tensors].filter((entry) => !isTest(entry))),
    metadata,
  });
  const test = (name: string): Float64Array =>
    Float64Array.from(tensors.get(testPrefix + name)?.values ?? []);
  return {
    weights: decodeCheckpoint(judgeNetwork(), own).sets.weights,
    test: { mean: test('mean'), covariance: test('covariance') },
    accuracy: Number(metadata['accuracy']),
    recognised: Number(metadata['recognised']),
  };
}
