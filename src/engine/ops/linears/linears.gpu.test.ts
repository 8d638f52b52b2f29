import {
  concat,
  dispose,
  mul,
  reshape,
  sum,
  tensor,
  tensor2d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { checkKernel, expectClose, normals } from '../../../test/kernelContract';
import { testGpu } from '../../../test/gpu';
import { valueAndGradients } from '../../autodiff/backpropagate';
import { ConvolutionTilings } from '../conv2d/tiling';
import { linearReference } from '../linear/reference';
import type { LinearParameters } from '../ops';
import { linears } from './op';

const tilings = new ConvolutionTilings('software');

interface Case {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: readonly number[];
}

const cases: readonly Case[] = [
  { rows: 4, inputs: 32, outputs: [64, 16, 128] },
  { rows: 3, inputs: 8, outputs: [5, 12] },
  { rows: 1, inputs: 7, outputs: [4] },
  { rows: 70, inputs: 12, outputs: [36, 8, 8, 20] },
];

const together = (results: readonly Tensor[]): Tensor =>
  concat(
    results.map((t) => reshape(t, [-1])),
    0,
  );

const parametersOf = (tensors: readonly Tensor[]): LinearParameters[] =>
  Array.from({ length: tensors.length / 2 }, (_, i) => ({
    weight: tensors[2 * i] as Tensor2D,
    bias: tensors[2 * i + 1] as Tensor1D,
  }));

const reference = (x: Tensor, parameters: readonly Tensor[]): Tensor =>
  together(parametersOf(parameters).map(({ weight, bias }) => linearReference(x as Tensor2D, weight, bias)));

test.each(cases)('$rows×$inputs → $outputs, parameters apart', async ({ rows, inputs, outputs }) => {
  await checkKernel({
    inputs: [{ shape: [rows, inputs] }, ...outputs.flatMap((n) => [{ shape: [inputs, n] }, { shape: [n] }])],
    kernel: (runtime, [x, ...parameters]) =>
      together(linears({ runtime, tilings }, x as Tensor2D, parametersOf(parameters))),
    reference: ([x, ...parameters]) => (x ? reference(x, parameters) : expect.fail()),
  });
});

/** The loss has a different slope everywhere. */
const weigh = (results: Tensor, slopes: Tensor): Tensor => sum(mul(results, slopes));

test.each(cases.filter(({ rows }) => rows > 1))(
  '$rows×$inputs → $outputs, in three dispatches',
  async ({ rows, inputs, outputs }) => {
    const { runtime, device } = await testGpu();
    const random = normals(11);
    const draw = (count: number): Float32Array<ArrayBuffer> => Float32Array.from({ length: count }, random);
    const shapes = outputs.flatMap((n) => [[inputs, n], [n]]);
    const values = shapes.map((shape) => draw(shape.reduce((a, b) => a * b, 1)));
    const x = tensor2d(draw(rows * inputs), [rows, inputs]);
    const slopes = tensor(draw(rows * outputs.reduce((a, b) => a + b, 0)));

    const apart = values.map((v, i) => tensor(v, shapes[i] ?? []));
    const expected = valueAndGradients(() => weigh(reference(x, apart), slopes), [x, ...apart]);

    // As in an arena: parameters and gradients at the same places of two buffers.
    const starts: number[] = [];
    const end = values.reduce((at, v) => {
      starts.push(at);
      return at + 256 * Math.ceil(v.byteLength / 256);
    }, 256);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const [weights, gradients] = [1, 2].map(() => device.createBuffer({ size: end, usage }));
    if (!weights || !gradients) throw new Error('no buffers');
    const parameters = values.map((v, i) => {
      const view = { offset: starts[i] ?? 0, size: v.byteLength };
      device.queue.writeBuffer(weights, view.offset, v);
      const parameter = runtime.view({ buffer: weights, ...view }, shapes[i] ?? []);
      runtime.gradients.place(parameter, { buffer: gradients, ...view });
      return parameter;
    });
    const dispatch = vi.spyOn(runtime, 'dispatch');
    const actual = valueAndGradients(
      () => weigh(together(linears({ runtime, tilings }, x, parametersOf(parameters))), slopes),
      [x, ...parameters],
    );
    const names = dispatch.mock.calls.map(([{ name }]) => name.replace(/ \d.*/, ''));
    dispatch.mockRestore();
    expect(names).toEqual(['linears forward', 'linears input gradient', 'linears parameter gradient']);

    const read = async (t: Tensor | undefined): Promise<Float32Array> => {
      const { buffer, offset } = runtime.binding(t ?? expect.fail('no gradient'));
      return new Float32Array(await runtime.read(buffer, offset, 4 * (t?.size ?? 0)));
    };
    expectClose(await read(actual.value), await read(expected.value), 1e-4, 'value');
    for (const [i, gradient] of expected.gradients.entries())
      expectClose(await read(actual.gradients[i]), await read(gradient), 1e-4, `gradient ${i}`);
    // What lies between the parameters stays zero.
    const all = new Float32Array(await runtime.read(gradients));
    const written = values.reduce((n, v) => n + v.length, 0);
    expect(all.filter((g) => g !== 0).length).toBeLessThanOrEqual(written);
    expect(all.slice(0, 64)).toEqual(new Float32Array(64));

    for (const { value, gradients } of [expected, actual]) [value, ...gradients].forEach((t) => t?.dispose());
    dispose([x, slopes, ...apart, ...parameters]);
    for (const buffer of [weights, gradients]) buffer.destroy();
  },
);

test('without a tape it is one dispatch, and nothing stays behind', async () => {
  const { runtime, device } = await testGpu();
  const buffer = device.createBuffer({ size: 1024, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
  device.queue.writeBuffer(buffer, 0, new Float32Array(256).fill(1));
  const views = [
    [0, [4, 4]],
    [256, [4]],
    [512, [4, 8]],
    [768, [8]],
  ] as const;
  const parameters = views.map(([offset, shape]) =>
    runtime.view({ buffer, offset, size: 1024 - offset }, shape),
  );
  const x = tensor2d([1, 2, 3, 4], [1, 4]);
  const dispatch = vi.spyOn(runtime, 'dispatch');
  const y = tidy(() => together(linears({ runtime, tilings }, x, parametersOf(parameters))));
  expect(dispatch).toHaveBeenCalledTimes(1);
  dispatch.mockRestore();
  expect([...(await y.data())]).toEqual(new Array(12).fill(11));
  dispose([x, y, ...parameters]);
  buffer.destroy();
});
