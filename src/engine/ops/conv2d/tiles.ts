// Pieces of WGSL that the programs of the convolution share. A tile of channels is held in scalars: vectors of four
// only matter where memory is read and written.
import type { Element, Sizes } from '../../gpu/runtime';
import { hiddenBound, lines, range } from '../wgsl';

/** The buffers that are there, all with one element type. */
export const bindings = (
  element: Element,
  present: Readonly<Record<string, boolean>>,
): Readonly<Record<string, Element>> =>
  Object.fromEntries(
    Object.keys(present).flatMap((name) => (present[name] ? [[name, element] as const] : [])),
  );

/**
 * WGSL: `image<p>`, `pixelY<p>`, `pixelX<p>` of the pixels firstPixel, firstPixel + stride, … Only the first is divided
 * out, the others are a step and a carry away. Beyond the last image they read what is there and must not be stored.
 */
export const walkPixels = (count: number): string => `
  let line = firstPixel / size.columns;
  let pixelX0 = firstPixel - line * size.columns;
  let image0 = line / size.rows;
  let pixelY0 = line - image0 * size.rows;
  ${lines(
    range(count).slice(1),
    (p) => `
  var pixelX${p} = pixelX${p - 1} + size.stepColumns;
  let carry${p} = u32(pixelX${p} >= size.columns);
  pixelX${p} -= carry${p} * size.columns;
  var pixelY${p} = pixelY${p - 1} + size.stepRows + carry${p};
  let next${p} = u32(pixelY${p} >= size.rows);
  pixelY${p} -= next${p} * size.rows;
  let image${p} = image${p - 1} + size.stepImages + next${p};`,
  )}`;

/** What {@link walkPixels} reads, for images of `rows` × `columns` pixels. */
export const walkSizes = (rows: number, columns: number, stride: number): Sizes => ({
  rows,
  columns,
  stepColumns: stride % columns,
  stepRows: Math.floor(stride / columns) % rows,
  stepImages: Math.floor(stride / columns / rows),
});

/** `count` neighbouring channels of one row of a buffer declared with {@link vectorOf}. */
export interface Tile {
  readonly buffer: string;
  readonly element: Element;
  /** A multiple of 4 where the elements are vectors. */
  readonly count: number;
  /** u32 expressions: the elements of a row, the row, and its first channel (a multiple of 4 where elements are vectors). */
  readonly length: string;
  readonly row: string;
  readonly first: string;
}

const component = 'xyzw';

export interface Loaded {
  readonly code: string;
  /** The i-th channel of the tile; past the last channel of the row it repeats the last. */
  readonly at: (i: number) => string;
}

/** Reads a tile into variables whose names begin with `prefix`. */
export function load({ buffer, element, count, length, row, first }: Tile, prefix: string): Loaded {
  if (element !== 'f32') {
    return {
      code: lines(
        range(count / 4),
        (v) => `let ${prefix}_${v} = ${buffer}[(${row}) * ${length} + (${first}) / 4u + ${v}u];`,
      ),
      at: (i) => `${prefix}_${i >> 2}.${component[i & 3] ?? ''}`,
    };
  }
  const channel = (i: number): string => `min(${first} + ${i}u, ${length} - 1u)`;
  return {
    code: lines(range(count), (i) => `let ${prefix}_${i} = ${buffer}[(${row}) * ${length} + ${channel(i)}];`),
    at: (i) => `${prefix}_${i}`,
  };
}

/** Writes a tile from scalar expressions; channels past the last are dropped. */
export function store(
  { buffer, element, count, length, row, first }: Tile,
  value: (i: number) => string,
): string {
  if (element !== 'f32') {
    const vector = (v: number): string =>
      `vec4f(${range(4)
        .map((j) => value(4 * v + j))
        .join(', ')})`;
    return lines(
      range(count / 4),
      (v) => `${buffer}[(${row}) * ${length} + (${first}) / 4u + ${v}u] = ${vector(v)};`,
    );
  }
  return lines(
    range(count),
    (i) =>
      `if (${first} + ${i}u < ${length}) { ${buffer}[(${row}) * ${length} + ${first} + ${i}u] = ${value(i)}; }`,
  );
}

export interface Sums {
  readonly rows: number;
  readonly columns: number;
  /** A loop over the rows, on a copy of the sums in memory: less than half the code, for drivers that compile slowly. */
  readonly compact: boolean;
  /** Any buffer of the program that is not empty. */
  readonly anyBuffer: string;
}

/** Runs `body` for every row of the variables `sum<row>_<column>`; `row` is a u32 expression. */
export function eachRow(
  { rows, columns, compact, anyBuffer }: Sums,
  body: (row: string, sum: (column: number) => string) => string,
): string {
  if (!compact) return lines(range(rows), (r) => `{ ${body(`${r}u`, (c) => `sum${r}_${c}`)} }`);
  const all = range(rows * columns).map((i) => `sum${Math.floor(i / columns)}_${i % columns}`);
  return `
  var sums = array<f32, ${all.length}>(${all.join(', ')});
  let rows = ${hiddenBound(anyBuffer, rows)};
  for (var r = 0u; r < rows; r++) {
    ${body('r', (c) => `sums[r * ${columns}u + ${c}u]`)}
  }`;
}
