import { expect, it } from 'vitest';
import { planeSets } from '../../../../diffusion/plane/sets';
import { makeTables } from '../../../../diffusion/process/tables';
import { defaultConfig } from '../../../../lab/fields';
import { backScene, cloudScene, fieldScene } from './scenes';

const tables = makeTables({ ...defaultConfig, timesteps: 40 });
const set = planeSets.gaussians();

it('lists points of the cloud with their exact density', () => {
  const t = 39;
  const { rows, scene } = cloudScene({ set, tables, t, seed: 3 });
  expect(scene.points).toHaveLength(1400);
  // At the last step nothing is left of the set but N(0, 1).
  for (const [x = 0, y = 0, density] of rows)
    expect(density! / (Math.exp(-(x * x + y * y) / 2) / (2 * Math.PI))).toBeCloseTo(1, 1);
});

it('lists arrows of the field that is shown, at places all over the plot', () => {
  const options = { set, tables, t: 20, model: null } as const;
  const score = fieldScene({ ...options, field: 'score' });
  const velocity = fieldScene({ ...options, field: 'velocity' });
  expect(score.rows).toHaveLength(25);
  expect(score.rows[0]).toHaveLength(4);
  const [signal, noise] = [tables.signal[20]!, tables.noise[20]!];
  velocity.rows.forEach(([x, y, across, up], i) => {
    const [, , scoreX, scoreY] = score.rows[i]!;
    expect(across).toBeCloseTo((noise / signal) * (x! + scoreX!), 6);
    expect(up).toBeCloseTo((noise / signal) * (y! + scoreY!), 6);
  });
});

it('follows points back as far as the ruler', () => {
  const frame = (position: number, at: number) => ({ position, points: new Float64Array(200).fill(at) });
  const frames = [frame(40, 2), frame(20, 1), frame(0, 0.5)];
  expect(backScene(frames, 40).rows[0]).toEqual([2, 2, 2, 2]);
  expect(backScene(frames, 20).rows[0]).toEqual([2, 2, 1, 1]);
  expect(backScene(frames, 0).scene.paths?.[0]).toEqual(Float64Array.of(2, 2, 1, 1, 0.5, 0.5));
  expect(backScene([], 0)).toEqual({ scene: {}, rows: [] });
});
