// What the three plots of the plane show at a place of the ruler, and the numbers behind them. Pure.
import { noisedPoints } from '../../../../diffusion/plane/agreement';
import { exactAt } from '../../../../diffusion/plane/exact';
import { exactField, learnedField, type FieldName, type Level } from '../../../../diffusion/plane/fields';
import type { PlaneModel } from '../../../../diffusion/plane/model';
import type { CloudFrame } from '../../../../diffusion/plane/sample';
import type { PlaneSet } from '../../../../diffusion/plane/sets';
import type { Tables } from '../../../../diffusion/types';
import { gridPoints, type Scene } from './scene';

/** A scene, and what its table says: rows of as many numbers. */
export interface Plotted {
  readonly scene: Scene;
  readonly rows: readonly (readonly number[])[];
}

const shown = 700;
const pathsShown = 60;
/** Rows of a table of points. */
const listed = 40;
const [densitySide, arrowSide] = [40, 17];
const densityPlaces = gridPoints(densitySide);
const arrowPlaces = gridPoints(arrowSide);
/** Of the arrows' rows and columns, those in the table. */
const everyPlace = 4;

/** The clean set is not quite a level: the first noise stands in for it. */
const levelAt = ({ signal, noise }: Tables, t: number): Level => ({
  signal: signal[t] ?? 1,
  noise: noise[t] ?? 0,
});

const pointRows = (count: number, row: (i: number) => readonly number[]): number[][] =>
  Array.from({ length: count }, (_, i) => [...row(i)]);

export interface CloudOptions {
  readonly set: PlaneSet;
  readonly tables: Tables;
  /** Table index 0…T−1. */
  readonly t: number;
  readonly seed: number;
}

/** The noised set over its exact density. Rows: x, y, density. */
export function cloudScene({ set, tables, t, seed }: CloudOptions): Plotted {
  const level = levelAt(tables, t);
  const model = { parameters: new Float64Array(), predictionType: 'epsilon', tables } as const;
  const points = noisedPoints({ set, model, t, seed }, shown);
  const values = new Float64Array(densitySide ** 2);
  for (let i = 0; i < values.length; i += 1)
    values[i] = exactAt(set, level, densityPlaces[2 * i] ?? 0, densityPlaces[2 * i + 1] ?? 0).density;
  return {
    scene: { points, density: { side: densitySide, values } },
    rows: pointRows(listed, (i) => {
      const [x, y] = [points[2 * i] ?? 0, points[2 * i + 1] ?? 0];
      return [x, y, exactAt(set, level, x, y).density];
    }),
  };
}

export interface FieldOptions {
  readonly field: FieldName;
  readonly set: PlaneSet;
  readonly tables: Tables;
  readonly t: number;
  /** Null while none has learned this set. */
  readonly model: PlaneModel | null;
}

/** Arrows of the exact field, and of the learned one. Rows: x, y, exact, learned. */
export function fieldScene({ field, set, tables, t, model }: FieldOptions): Plotted {
  const exact = exactField(field, set, levelAt(tables, t), arrowPlaces);
  const own = model && learnedField(field, model, arrowPlaces, Math.min(t, model.tables.timesteps - 1));
  const places = [...Array(arrowSide ** 2).keys()].filter(
    (place) => (place % arrowSide) % everyPlace === 0 && Math.floor(place / arrowSide) % everyPlace === 0,
  );
  return {
    scene: {
      arrows: [
        { colour: 'signal', at: arrowPlaces, to: exact },
        ...(own ? [{ colour: 'noise', at: arrowPlaces, to: own } as const] : []),
      ],
    },
    rows: places.map((place) =>
      [arrowPlaces, exact, ...(own ? [own] : [])].flatMap((of) => [
        of[2 * place] ?? 0,
        of[2 * place + 1] ?? 0,
      ]),
    ),
  };
}

/** Points on their way back, as far as the ruler. Rows: the start, the present place. */
export function backScene(frames: readonly CloudFrame[], position: number): Plotted {
  const [first] = frames;
  if (!first) return { scene: {}, rows: [] };
  const here = frames.findIndex((frame) => frame.position <= position);
  const upTo = here < 0 ? frames.length - 1 : here;
  const placesOf = (k: number): number[] =>
    frames.slice(0, upTo + 1).flatMap(({ points }) => [points[2 * k] ?? 0, points[2 * k + 1] ?? 0]);
  return {
    scene: {
      paths: Array.from({ length: pathsShown }, (_, k) => Float64Array.from(placesOf(k))),
      points: frames[upTo]?.points ?? new Float64Array(),
    },
    rows: pointRows(listed, (k) => {
      const places = placesOf(k);
      return [...places.slice(0, 2), ...places.slice(-2)];
    }),
  };
}
