import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { principalPlane } from '../../../../diffusion/theory/principal';
import { decodeRecording } from '../../../../lab/recording';
import { frameOf, guessAt, recordedFilm, toFilm, type PathFilm } from './film';
import { nearestPoint, placerOf, roomyEnds } from './layout';
import { mapOf, pointsOf, type PathMap } from './useMap';

async function recorded(): Promise<PathFilm> {
  const file = await readFile(path.resolve(import.meta.dirname, '../../../../../public/recording.bin'));
  const film = recordedFilm(await decodeRecording(Uint8Array.from(file)));
  if (!film) throw new Error('The recording has no frames.');
  return film;
}

function mapped(film: PathFilm): PathMap {
  const work = principalPlane(pointsOf(film));
  for (;;) {
    const { done, value } = work.next();
    if (done) return mapOf(film, value);
  }
}

describe('the map of the recording', async () => {
  const film = await recorded();
  const map = mapped(film);
  const all = () => true;

  it('has a path for each sample, of each class in turn, from the noise to the clean picture', () => {
    expect(film.classes).toEqual(Array.from({ length: 16 }, (_, i) => i % 10));
    expect(film.frames.at(0)?.position).toBe(1000);
    expect(film.frames.at(-1)?.position).toBe(0);
    expect(map.places).toHaveLength(film.frames.length);
  });

  it('spreads along its axes as much as it says', () => {
    for (const axis of [0, 1] as const) {
      const values = map.places.flatMap((frame) => [...frame].filter((_, i) => i % 2 === axis));
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      expect(mean).toBeCloseTo(0, 4);
      expect(variance / map.plane.variances[axis]).toBeCloseTo(1, 4);
    }
  });

  it('lies within its square, on one scale, and a place is found again where it is drawn', () => {
    const placer = placerOf(map, { width: 500, height: 400 }, 28);
    const [across, down] = [0, 1].map((axis) =>
      map.places.flatMap((frame) =>
        [...frame].flatMap((value, i) => (i % 2 === axis ? [(axis ? placer.y : placer.x)(value)] : [])),
      ),
    );
    expect(Math.max(...across!)).toBeLessThanOrEqual(472 + 1e-9);
    expect(Math.min(...across!, ...down!)).toBeGreaterThanOrEqual(28 - 1e-9);
    expect(Math.max(...down!)).toBeLessThanOrEqual(372 + 1e-9);
    expect(placer.x(1) - placer.x(0)).toBeCloseTo(placer.y(0) - placer.y(1), 9);
    const frame = 20;
    const at = [placer.x(map.places[frame]![2 * 5]!), placer.y(map.places[frame]![2 * 5 + 1]!)] as const;
    expect(nearestPoint(map, placer, at, all)).toEqual({ path: 5, frame });
    expect(nearestPoint(map, placer, at, (one) => one === 3)?.path).toBe(3);
    expect(nearestPoint(map, placer, at, () => false)).toBeNull();
  });

  it('leaves out the pictures that would cover one another', () => {
    const placer = placerOf(map, { width: 500, height: 500 }, 28);
    expect(roomyEnds(map, placer, 0, all)).toHaveLength(16);
    expect(roomyEnds(map, placer, 1000, all)).toEqual([0]);
  });

  it('follows the ruler, and knows what the network takes x for', () => {
    expect(frameOf(film, 1)).toBe(0);
    expect(frameOf(film, 0)).toBe(film.frames.length - 1);
    expect(guessAt(film, 0)).toBe(film.frames[1]?.predOriginalSample);
    expect(guessAt(film, film.frames.length - 1)).toBe(film.frames.at(-1)?.predOriginalSample);
  });
});

it('has no film of nothing', () => {
  expect(toFilm([], { config: {} as never, classNames: [], source: 'model' })).toBeNull();
});
