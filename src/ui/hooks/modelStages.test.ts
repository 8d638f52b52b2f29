import { describe, expect, it } from 'vitest';
import type { LayerOutline } from '../../lab/reports';
import { modelStages, totals } from './modelStages';

const layer = (size: number, channels: number, kind: LayerOutline['kind'] = 'convolution'): LayerOutline => ({
  name: 'layer',
  kind,
  size,
  channels,
  parameters: 10,
  multiplyAdds: 100,
});

describe('the stages of a network', () => {
  const layers = [
    layer(1, 64, 'linear'),
    layer(28, 8),
    layer(28, 16),
    layer(14, 32, 'attention'),
    layer(1, 32),
    layer(28, 8),
  ];

  it('are the runs of one resolution, with what has no map before them', () => {
    const stages = modelStages(layers);
    expect(stages.map(({ size, channels, layers: count }) => [size, channels, count])).toEqual([
      [1, 64, 2],
      [28, 16, 2],
      [14, 32, 1],
      [28, 8, 1],
    ]);
    expect(stages[2]?.attention).toBe(1);
  });

  it('lose nothing', () => {
    expect(totals(modelStages(layers))).toEqual({ parameters: 60, multiplyAdds: 600 });
    expect(modelStages([])).toEqual([]);
  });
});
