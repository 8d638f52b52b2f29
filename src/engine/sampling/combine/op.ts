// The stages of a sampler on our own kernels: one dispatch a stage, two with dynamic thresholding.
import { keep, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { LabError } from '../../../lab/errors';
import type { BufferView } from '../../gpu/bufferView';
import type { GpuRuntime } from '../../gpu/runtime';
import { boundsProgram } from './boundsProgram';
import type { Combiner, CombinerOptions, Start, StageRun } from './combiner';
import { combineProgram, startProgram } from './program';
import { layRegisters, type Row } from './registers';
import { encodeStage, timestepsOffset, type StageNumbers } from './stageControl';

export function createCombiner(runtime: GpuRuntime, options: CombinerOptions): Combiner {
  const { shape, stages, guided, clip, predictionType } = options;
  const [batch, height, width, channels] = shape;
  const images = guided ? 2 * batch : batch;
  const layout = layRegisters(options);
  const create = (label: string, size: number): BufferView => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    return { buffer: runtime.device.createBuffer({ label, size, usage }), offset: 0, size };
  };
  const registers = create('sampler registers', layout.floats * 4);
  const control = create('sampler control', timestepsOffset + 4 * images);
  const header = { ...control, size: timestepsOffset };
  const bounds = clip === 'dynamic' ? create('sampler bounds', 4 * batch) : null;
  const rowView = (row: Row, count: number): Tensor4D => {
    const place = {
      ...registers,
      offset: 4 * (layout.offsets.get(row) ?? 0),
      size: 4 * layout.size * (count / batch),
    };
    return keep(runtime.view(place, [count, height, width, channels])) as Tensor4D;
  };
  const times = { ...control, offset: timestepsOffset, size: 4 * images };
  const views = {
    input: rowView('x', images),
    timesteps: keep(runtime.view(times, [images])) as Tensor1D,
    x: rowView('x', batch),
    x0: rowView('x0', batch),
    eps: rowView('eps', batch),
  };
  const write = (numbers: StageNumbers): void => {
    runtime.flush();
    runtime.device.queue.writeBuffer(control.buffer, 0, encodeStage(numbers, images));
  };
  const stageAt = (index: number): CombinerOptions['stages'][number] => {
    const stage = stages[index];
    if (!stage)
      throw new LabError('internal', `The sampler has ${stages.length} stages, no number ${index}.`);
    return stage;
  };
  return {
    ...views,
    start({ seed, kind, image, signal = 0, noise = 1 }: Start) {
      const stage = { ...stageAt(0), signal, noise };
      write({ seed, index: 0, stage, first: true, predictionType, guidanceScale: 1 });
      const program = startProgram(options, kind, image?.size ?? null);
      runtime.dispatch(program, image ? [header, image, registers] : [header, registers]);
    },
    setStage(index: number, run: StageRun) {
      const first = index === 0 || stageAt(index - 1).endsStep;
      write({ ...run, index, stage: stageAt(index), first, predictionType });
    },
    apply(prediction: Tensor4D) {
      if (bounds) runtime.dispatch(boundsProgram(options), [prediction, header, registers, bounds]);
      runtime.dispatch(combineProgram(options), [prediction, header, ...(bounds ? [bounds] : []), registers]);
    },
    put(x: Tensor4D) {
      const { offset, size } = runtime.binding(views.input);
      const from = { ...runtime.binding(x), size: 4 * layout.size };
      for (let at = 0; at < size; at += from.size)
        runtime.copy(from, { ...registers, offset: offset + at, size: from.size });
    },
    dispose() {
      // What was sent off last, by a run that was broken off, may still wait with these buffers in it.
      runtime.flush();
      for (const view of Object.values(views)) view.dispose();
      for (const part of [registers, control, bounds]) part?.buffer.destroy();
    },
  };
}
