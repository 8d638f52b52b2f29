import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../lab/fields';
import { addReport, newRun, type Run } from '../../../store/run';
import { appendTrace, bucketMean, emptyTrace } from '../../../lab/trace';
import { lossCurves, valueAt, withExtremes } from './lossLines';

function trained(id: number, losses: readonly number[]): Run {
  return addReport(newRun({ id, config: defaultConfig, parameters: 10 }), {
    step: losses.length,
    steps: losses.length,
    losses: Float64Array.from(losses),
    quartileLosses: new Float64Array(losses.length * 4).fill(1),
    gradientNorms: Float64Array.from(losses),
    learningRate: 1,
    stepsPerSecond: 1,
    imagesPerSecond: 1,
    secondsLeft: 0,
    gpuBytes: 0,
  });
}

describe('the loss curves', () => {
  it('keep a spike of a long run', () => {
    const values = Array.from({ length: 5000 }, (_, i) => (i === 3210 ? 9 : 1));
    const { x, values: drawn } = withExtremes(appendTrace(emptyTrace(100), values));
    expect(Math.max(...drawn)).toBe(9);
    expect(x.length).toBeLessThanOrEqual(200);
  });

  it('reach as far as the longest run and stop at each one’s end', () => {
    const curves = lossCurves(trained(2, [1, 1, 1]), [trained(1, [2, 2, 2, 2, 2])]);
    expect(curves.x).toEqual([1, 2, 3, 4, 5]);
    expect(curves.raw).toEqual([1, 1, 1, Number.NaN, Number.NaN]);
    expect(curves.earlier[0]).toEqual([2, 2, 2, 2, 2]);
    expect(curves.smoothed[4]).toBeNaN();
  });

  it('read a trace at a step', () => {
    const trace = appendTrace(emptyTrace(2), [1, 3, 5, 7]);
    const means = trace.buckets.map(bucketMean);
    expect([1, 4, 5].map((step) => valueAt(trace, means, step))).toEqual([2, 6, Number.NaN]);
  });
});
