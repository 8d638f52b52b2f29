// Twelve pictures of noise, 8×8: enough to train on for a test.
import type { Dataset } from '../datasets/types';
import { uniforms } from '../diffusion/random';

const size = 8;
const count = 12;
export const tinyDataset: Dataset = {
  name: 'own',
  count,
  height: size,
  width: size,
  channels: 1,
  images: Uint8Array.from(uniforms({ seed: 1, stream: 99 }, count * size * size), (u) => 255 * u),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
  classNames: ['even', 'odd'],
  credit: '',
};
