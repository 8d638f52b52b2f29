import { expect, it } from 'vitest';
import type { LayerSight } from '../../../../lab/inside';
import { drawnLayers, stagesOf } from './stagesOf';

const layer = (name: string, kind: LayerSight['kind'], side: number): LayerSight => ({
  layer: name,
  kind,
  operation: null,
  height: side,
  width: side,
  channels: 1,
  values: new Float32Array(side * side),
});

const pass = [
  layer('time', 'linear', 1),
  layer('in', 'convolution', 8),
  layer('time_proj', 'linear', 1),
  layer('norm', 'norm', 8),
  layer('down', 'convolution', 4),
  layer('mid.to_qkv', 'linear', 4),
  layer('mid.to_out.0', 'linear', 4),
  layer('up', 'convolution', 8),
];

it('gathers what stands on one resolution in a row, and first what has no map', () => {
  const stages = stagesOf(pass).map(({ size, level, layers }) => [
    size,
    level,
    layers.map((one) => one.layer),
  ]);
  expect(stages).toEqual([
    [1, 0, ['time', 'time_proj']],
    [8, 0, ['in', 'norm']],
    [4, 1, ['down', 'mid.to_qkv', 'mid.to_out.0']],
    [8, 0, ['up']],
  ]);
});

it('draws convolutions and the way out of attention', () => {
  expect(stagesOf(pass).flatMap((stage) => drawnLayers(stage).map((one) => one.layer))).toEqual([
    'in',
    'down',
    'mid.to_out.0',
    'up',
  ]);
});
