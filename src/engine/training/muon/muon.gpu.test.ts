// The umbrella package, for its CPU backend.
import '@tensorflow/tfjs';
import { setBackend, tensor, variable, type Variable } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import golden from '../../golden/muon.json';
import { trainingControl } from '../../../test/control';
import { expectClose } from '../../../test/kernelContract';
import { testGpu } from '../../../test/gpu';
import { ControlBuffer, type TrainingControl } from '../../gpu/control';
import type { BufferView } from '../../gpu/bufferView';
import { createAdam } from '../adam/op';
import { StockAdam } from '../adam/reference';
import { matricesOf, type Matrix } from './matrices';

type Rows = readonly (readonly number[])[];

/** What JSON makes of four matrices and a vector. */
type Golden = readonly (number | Rows | readonly number[])[];

/** [out, in] as the reference has it to our [in, out]; the second and third matrix side by side, as q, k and v are. */
function parameters(values: Golden): Float32Array[] {
  const [a, b, c, d, vector] = values as readonly [Rows, Rows, Rows, Rows, readonly number[]];
  const turned = (...parts: Rows[]): Float32Array => {
    const rows = parts.flat();
    return Float32Array.from((rows[0] ?? []).flatMap((_, i) => rows.map((row) => row[i] ?? NaN)));
  };
  return [turned(a), turned(b, c), turned(d), Float32Array.from(vector)];
}

const matrices: readonly (readonly Matrix[])[] = [
  [{ column: 0, outputs: 4, inputs: 9, stride: 4 }],
  [
    { column: 0, outputs: 8, inputs: 6, stride: 14 },
    { column: 8, outputs: 6, inputs: 6, stride: 14 },
  ],
  [{ column: 0, outputs: 5, inputs: 18, stride: 5 }],
  [],
];
const start = parameters(golden.start);
const steps = golden.steps.map(({ gradients, parameters: moved, momenta, averages }) => ({
  gradients: parameters(gradients as Golden),
  weights: parameters(moved as Golden),
  m: parameters(momenta as Golden),
  average: parameters(averages as Golden),
}));
const controlOf = (step: number): TrainingControl =>
  trainingControl({ ...golden.options, optimizerStep: step + 1 });

test('on the GPU Muon moves kernels, and Adam the rest, as in torch', async () => {
  const { runtime } = await testGpu();
  const places = start.map((_, i) => 128 * i);
  const floats = 128 * start.length;
  const flat = (parts: readonly Float32Array[]): Float32Array<ArrayBuffer> => {
    const values = new Float32Array(floats);
    parts.forEach((part, i) => values.set(part, places[i]));
    return values;
  };
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const create = (values: Float32Array<ArrayBuffer>): BufferView => {
    const buffer = runtime.device.createBuffer({ size: 4 * floats, usage });
    runtime.device.queue.writeBuffer(buffer, 0, values);
    return { buffer, offset: 0, size: 4 * floats };
  };
  const zeros = new Float32Array(floats);
  const sets = { weights: create(flat(start)), average: create(flat(start)), m: create(zeros) };
  const [v, gradients] = [create(zeros), create(zeros)];
  const control = new ControlBuffer(runtime, 1);
  const placed = matrices.flatMap((all, i) =>
    all.map((matrix) => ({ ...matrix, place: places[i] ?? 0, size: start[i]?.length ?? 0 })),
  );
  const adam = createAdam(runtime, { ...sets, gradients, v, accumulate: false, control, matrices: placed });
  for (const [i, step] of steps.entries()) {
    runtime.flush();
    runtime.device.queue.writeBuffer(gradients.buffer, 0, flat(step.gradients));
    control.write(controlOf(i));
    adam.apply();
    for (const set of ['weights', 'average', 'm'] as const) {
      const actual = new Float32Array(await runtime.read(sets[set].buffer));
      expectClose(actual, flat(step[set]), 1e-5, `${set} ${i}`);
    }
  }
  // Where a gradient is not finite nothing moves.
  const before = new Float32Array(await runtime.read(sets.weights.buffer));
  runtime.device.queue.writeBuffer(gradients.buffer, 0, flat(start.map((part) => part.map(() => NaN))));
  adam.apply();
  expect(new Float32Array(await runtime.read(sets.weights.buffer))).toEqual(before);
  for (const { buffer } of [...Object.values(sets), v, gradients]) buffer.destroy();
  adam.dispose();
  control.dispose();
});

test('by stock operations Muon moves kernels, and Adam the rest, as in torch', async () => {
  await setBackend('cpu');
  const shapes = matrices.map(([first], i) =>
    first ? [first.inputs, first.stride] : [start[i]?.length ?? 0],
  );
  const variables = (parts: readonly Float32Array[]): Variable[] =>
    parts.map((part, i) => variable(tensor(part, shapes[i])));
  const zeros = start.map((part) => part.map(() => 0));
  const sets = { weights: variables(start), average: variables(start), m: variables(zeros) };
  const adam = new StockAdam({ ...sets, v: variables(zeros), matrices });
  for (const [i, step] of steps.entries()) {
    await adam.apply(
      step.gradients.map((part, k) => tensor(part, shapes[k])),
      controlOf(i),
    );
    for (const set of ['weights', 'average', 'm'] as const)
      for (const [k, actual] of sets[set].entries())
        expectClose(Float32Array.from(await actual.data()), step[set][k] ?? zeros[0]!, 1e-5, `${set} ${i}`);
  }
  adam.dispose();
  await setBackend('webgpu');
});

test('kernels are cut into the matrices that they are', () => {
  const spec = { name: 'a', layout: 'linear', initializer: { kind: 'constant', value: 0 } } as const;
  const hidden = { ...spec, hidden: true, shape: [3, 3, 4, 6] } as const;
  expect(matricesOf(hidden, 'muon')).toEqual([{ column: 0, outputs: 6, inputs: 36, stride: 6 }]);
  expect(matricesOf({ ...hidden, shape: [4, 12], parts: ['q', 'k', 'v'] }, 'muon')).toEqual(
    [0, 4, 8].map((column) => ({ column, outputs: 4, inputs: 4, stride: 12 })),
  );
  expect(matricesOf(hidden, 'adam')).toEqual([]);
  expect(matricesOf({ ...spec, shape: [4, 6] }, 'muon')).toEqual([]);
});
