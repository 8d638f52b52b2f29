import { dispose, tensor1d, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { testGpu } from '../../test/gpu';
import { expectClose, normals } from '../../test/kernelContract';
import { flat } from '../ops/wgsl';
import type { BufferView } from './bufferView';
import { GradientSums } from './gradientSums';
import { rowSumsProgram, type RowSum } from './rowSums';

const random = normals(5);
const draw = (count: number): Float32Array => Float32Array.from({ length: count }, random);

/** In double precision, row after row. */
function addRows(partials: Float32Array, { from, size, rows }: RowSum): number[] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: rows }, (__, row) => partials[from + row * size + i] ?? Number.NaN).reduce(
      (a, b) => a + b,
    ),
  );
}

test('sums over the rows of matrices of all sizes leave the places between them alone', async () => {
  const { runtime } = await testGpu();
  const matrices = [
    { from: 0, to: 64, size: 1, rows: 3 },
    { from: 64, to: 128, size: 300, rows: 2 },
    { from: 704, to: 0, size: 5, rows: 7 },
    { from: 768, to: 512, size: 64, rows: 1 },
  ];
  const partials = draw(832);
  const expected = new Float32Array(640).fill(9);
  for (const matrix of matrices) expected.set(addRows(partials, matrix), matrix.to);
  const tensors = [tensor1d(partials), tensor1d(new Float32Array(640).fill(9))] as const;
  runtime.dispatch(rowSumsProgram(matrices), tensors);
  expectClose(await tensors[1].data<'float32'>(), expected, 1e-6, 'sums');
  dispose([...tensors]);
});

test('sums wait while there is room, and none is lost where it runs out', async () => {
  const { runtime, device } = await testGpu();
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  const buffer = device.createBuffer({ size: 8192, usage });
  const sums = new GradientSums(runtime, { buffer, offset: 0, size: buffer.size }, 4 * 256);
  const { entry, ...grid } = flat(1);
  const copyTo = (from: Tensor, to: BufferView): void =>
    runtime.dispatch(
      {
        name: 'copy',
        inputs: { x: 'f32' },
        outputs: { y: 'f32' },
        ...grid,
        ...flat(from.size),
        body: `${entry} y[i] = x[i]; }`,
      },
      [from, to],
    );
  // The fourth finds no room, the last one is larger than all of it.
  const sizes = [30, 40, 3, 60, 200];
  const parts = sizes.map((size, i) => ({
    size,
    rows: 2,
    place: { buffer, offset: 1024 * i, size: 4 * size },
  }));
  const values = sizes.map((size) => draw(2 * size));
  const tensors = values.map((v) => tensor1d(v));
  const dispatch = vi.spyOn(runtime, 'dispatch');
  parts.forEach((part, i) => {
    const [room] = sums.reserve([part]);
    const from = tensors[i];
    if (room && from) copyTo(from, room);
  });
  sums.flush();
  sums.flush();
  const names = dispatch.mock.calls.map(([{ name }]) => name);
  dispatch.mockRestore();
  expect(names.filter((name) => name === 'gradient sums')).toHaveLength(3);
  const result = new Float32Array(await runtime.read(buffer));
  parts.forEach(({ place, size }, i) => {
    const expected = addRows(values[i] ?? new Float32Array(), { from: 0, to: 0, size, rows: 2 });
    const first = place.offset / 4;
    expectClose(result.slice(first, first + size), Float32Array.from(expected), 1e-6, `sum ${i}`);
  });
  dispose(tensors);
  sums.dispose();
  buffer.destroy();
});
