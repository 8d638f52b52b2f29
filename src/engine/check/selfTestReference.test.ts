import { expect, test } from 'vitest';
import { gaussians } from '../../diffusion/random';
import { selfTestReference, type SelfTestNetwork } from './selfTestReference';

const draw = (stream: number, count: number): Float64Array =>
  gaussians({ seed: 3, stream }, count).map((z) => 0.4 * z);
const network: SelfTestNetwork = {
  size: 3,
  inputs: 2,
  hidden: 2,
  x: draw(1, 18),
  target: draw(2, 18),
  filter1: draw(3, 36),
  filter2: draw(4, 36),
};

test.each(['filter1', 'filter2'] as const)('the gradient of %s is the slope of the loss', (name) => {
  const { gradient1, gradient2 } = selfTestReference(network);
  const gradient = name === 'filter1' ? gradient1 : gradient2;
  const step = 1e-6;
  gradient.forEach((slope, i) => {
    const moved = (by: number): number =>
      selfTestReference({ ...network, [name]: network[name].map((w, j) => (j === i ? w + by : w)) }).loss;
    expect((moved(step) - moved(-step)) / (2 * step)).toBeCloseTo(slope, 7);
  });
});
