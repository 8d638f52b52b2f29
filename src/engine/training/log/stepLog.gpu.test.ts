import { tensor1d, type Tensor1D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { trainingControl } from '../../../test/control';
import { testGpu } from '../../../test/gpu';
import { ControlBuffer } from '../../gpu/control';
import { createStepLog } from './op';
import { StockStepLog } from './reference';

const batch = 5;
const none = [0, 0, 0, 0, 0];

test('rows go round the ring, micro-steps share a row, on the GPU as on the CPU', async () => {
  const { runtime } = await testGpu();
  const control = new ControlBuffer(runtime, batch);
  const log = createStepLog(runtime, { slots: 3, batch, control });
  const stock = new StockStepLog(3);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const norm = runtime.device.createBuffer({ size: 16, usage });
  const steps = [
    { logSlot: 0, losses: [9, 9, 9, 9, 9], norm: 9 },
    { logSlot: 1, losses: [1, 2, 4, 8, 16], norm: 2 },
    { logSlot: 2, losses: [1, 1, 1, 1, 1], norm: 3, microSteps: 2 },
    { logSlot: 2, losses: [2, 2, 2, 2, 2], norm: 4, microSteps: 2, microStep: 1, finite: false },
    { logSlot: 0, losses: [0.5, 1, 1, 1, 1], norm: 5 },
  ];
  const positions = [0, 0.25, 0.49, 0.9999, 1];
  for (const { losses, norm: size, finite = true, ...change } of steps) {
    const values = trainingControl({ indices: none, timesteps: none, ...change });
    control.write(values);
    runtime.device.queue.writeBuffer(norm, 0, Float32Array.of(size, 1, Number(finite)));
    const loss = losses.reduce((a, b) => a + b) / batch;
    const tensors: Tensor1D[] = [[loss], losses, positions].map((row) => tensor1d(row));
    const [lossTensor, perSample, places] = tensors;
    if (!lossTensor || !perSample || !places) throw new Error('three tensors');
    log.append({ loss: lossTensor, perSample, positions: places }, { buffer: norm });
    tensors.forEach((t) => t.dispose());
    stock.append({ loss, perSample: losses, positions, gradientNorm: size, finite }, values);
  }
  const entries = await log.read(1, 3);
  expect(entries.map(({ loss }) => loss)).toEqual([Math.fround(31 / 5), 1.5, expect.closeTo(0.9, 6)]);
  expect(entries[0]).toMatchObject({
    gradientNorm: 2,
    finite: true,
    quartileSums: [1, 6, 0, 24],
    quartileCounts: [1, 2, 0, 2],
  });
  expect(entries[1]).toMatchObject({ gradientNorm: 4, finite: false, quartileSums: [3, 6, 0, 6] });
  expect(entries[1]?.quartileCounts).toEqual([2, 4, 0, 4]);
  stock.read(1, 3).forEach((entry, i) => {
    expect(entries[i]).toEqual({ ...entry, loss: expect.closeTo(entry.loss, 5) as number });
  });
  log.dispose();
  control.dispose();
  norm.destroy();
});
