// Runs our own WGSL programs on the device that tfjs uses, in order with tfjs's own commands: both go through
// the backend's one command encoder. A program's text is the key of its pipeline: what is interpolated costs a
// compilation for every value, what goes into `sizes` does not.
import { engine, env, util, type DataType, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { LabError } from '../../lab/errors';
import { GpuAnswers } from './answers';
import type { BufferView } from './bufferView';
import { download } from './download';
import { Gradients } from './gradients';
import { PinnedPool } from './pinnedPool';

/** What a program reads or writes: WGSL element type of the array behind a name. */
export type Element = 'f32' | 'u32' | 'i32' | 'vec4<f32>' | 'vec2<f32>' | 'atomic<u32>';

export type Sizes = Readonly<Record<string, number>>;

export interface Program {
  /** Shown in profiles: the kernel and what distinguishes the dispatch, `conv2d 3x3 4x28x28x1→32`. */
  readonly name: string;
  /** Names of the storage buffers, read-only ones first: binding numbers follow this order. */
  readonly inputs: Readonly<Record<string, Element>>;
  readonly outputs: Readonly<Record<string, Element>>;
  /** Whole numbers that the body reads as `size.<name>`, a u32: what differs between layers that share a pipeline. */
  readonly sizes?: Sizes;
  /** Whole numbers that the body reads as `table[i]`, u32s: as many as there are. */
  readonly table?: readonly number[];
  /** WGSL after the declarations; entry point `main`. */
  readonly body: string;
  readonly workgroups: readonly [number, number, number];
}

/** What we use of the backend beyond its public type (tfjs 4.22; covered by runtime.gpu.test.ts). */
interface BackendInternals {
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
  commandQueueOwnedIds: WeakSet<object>;
  tensorToBinding(tensor: TensorInfo): GPUBindingResource;
}

const dispatchesPerSubmit = 64;

export class GpuRuntime {
  readonly backend: WebGPUBackend;
  readonly device: GPUDevice;
  /** Whoever waits for the GPU waits through these. */
  readonly answers: GpuAnswers;
  readonly gradients: Gradients;
  private readonly internals: BackendInternals;
  private readonly pipelines = new Map<string, GPUComputePipeline>();
  private readonly numberBuffers = new Map<string, GPUBuffer>();
  private pending: Map<string, Promise<void>> | null = null;

  constructor(backend: WebGPUBackend, answers = new GpuAnswers(backend.device.queue)) {
    this.backend = backend;
    this.device = backend.device;
    this.answers = answers;
    this.gradients = new Gradients(this);
    this.internals = backend as unknown as BackendInternals;
  }

  /** Whether {@link compileAhead} is at work: nothing is dispatched then. */
  get compiling(): boolean {
    return this.pending !== null;
  }

  /** An output without contents; its buffer comes from tfjs's pool. */
  empty(shape: readonly number[], dtype: DataType = 'float32'): TensorInfo {
    return this.backend.makeTensorInfo([...shape], dtype);
  }

  /** A tensor over a part of a buffer that somebody else owns; disposing it frees nothing. */
  view(view: BufferView, shape: readonly number[], dtype: DataType = 'float32'): Tensor {
    const bytes = util.sizeFromShape([...shape]) * 4;
    if (bytes > view.size) {
      throw new LabError('internal', `A view of ${view.size} bytes cannot hold shape [${shape.join(', ')}].`);
    }
    const info = this.empty(shape, dtype);
    const data = this.backend.tensorMap.get(info.dataId);
    // tensorToBinding hands anything that is not a buffer or texture to the bind group as it is.
    data.resource = { buffer: view.buffer, offset: view.offset, size: bytes } as unknown as GPUBuffer;
    data.external = true;
    return this.tensor(info);
  }

  /** Makes an output known to tfjs's engine, which disposes it with its scope. */
  tensor(info: TensorInfo): Tensor {
    return engine().makeTensorFromTensorInfo(info);
  }

  /**
   * Appends one dispatch to the backend's command stream.
   * @param bindings tensors or raw buffer bindings, inputs then outputs, in the program's order.
   */
  dispatch(program: Program, bindings: readonly (TensorInfo | GPUBufferBinding)[]): void {
    const code = moduleText(program);
    const pipeline = this.pipelines.get(code) ?? this.compile(program, code);
    if (this.pending || !pipeline) return;
    const resources = bindings.map((b) => this.resource(b));
    if (program.sizes) resources.push(this.numbers('UNIFORM', Object.values(program.sizes)));
    if (program.table) resources.push(this.numbers('STORAGE', program.table));
    const entries = resources.map((resource, binding) => ({ binding, resource }));
    const bindGroup = this.device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    const { backend, internals } = this;
    backend.ensureCommandEncoderReady();
    internals.computePassEncoder ??=
      internals.commandEncoder?.beginComputePass({ label: program.name }) ?? null;
    const pass = internals.computePassEncoder;
    if (!pass) throw new LabError('internal', 'The WebGPU backend has no command encoder.');
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
    // Pipelines are shared: this is how a recording, or a debugger, knows which layer it sees.
    pass.insertDebugMarker(program.name);
    pass.dispatchWorkgroups(...program.workgroups);
    internals.dispatchCountInPass++;
    if (internals.dispatchCountInPass >= dispatchesPerSubmit) this.flush();
  }

  /** Copies bytes in order with the dispatches around it. Sizes and offsets are multiples of 4. */
  copy(from: BufferView, to: BufferView): void {
    if (this.pending) return;
    this.backend.ensureCommandEncoderReady();
    this.backend.endComputePassEncoder();
    this.internals.commandEncoder?.copyBufferToBuffer(
      from.buffer,
      from.offset,
      to.buffer,
      to.offset,
      from.size,
    );
  }

  /** The buffer behind a tensor, allocated if it has none yet. */
  binding(tensor: TensorInfo): BufferView {
    this.backend.uploadToGPU(tensor.dataId);
    const binding = this.internals.tensorToBinding(tensor) as GPUBufferBinding;
    return {
      buffer: binding.buffer,
      offset: binding.offset ?? 0,
      size: binding.size ?? binding.buffer.size,
    };
  }

  /** {@link download}, after everything that was appended before. */
  read(buffer: GPUBuffer, offset = 0, size = buffer.size - offset): Promise<ArrayBuffer> {
    this.flush();
    return this.answers.until(download(this.device, { buffer, offset, size }));
  }

  /** Sends what was appended so far to the GPU. */
  flush(): void {
    this.backend.endComputePassEncoder();
    if (this.internals.commandEncoder) this.backend.submitQueue();
  }

  /**
   * Runs `build` without dispatching: pipelines that it needs are compiled in parallel instead, ours and tfjs's.
   * Values are undefined afterwards; call it once with the shapes of the run before the run.
   */
  async compileAhead(build: () => void, onProgress: (done: number, total: number) => void): Promise<void> {
    const pending = new Map<string, Promise<void>>();
    this.pending = pending;
    env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
    const pool = new PinnedPool(this.device);
    try {
      this.withPool(pool, build);
    } finally {
      this.pending = null;
      env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
      pool.dispose();
    }
    let done = 0;
    const total = pending.size + 1;
    const count = async (ready: Promise<void>): Promise<void> => {
      await ready;
      onProgress(++done, total);
    };
    onProgress(0, total);
    await Promise.all([...pending.values(), this.backend.checkCompileCompletionAsync()].map(count));
  }

  /** Runs `build` with another pool of buffers in the place of tfjs's. */
  withPool<T>(pool: PinnedPool, build: () => T): T {
    this.flush();
    const usual = this.backend.bufferManager;
    // The backend asks its buffer manager for two methods and two counters only, which the pool has.
    this.backend.bufferManager = pool as unknown as typeof usual;
    try {
      return build();
    } finally {
      this.flush();
      this.backend.bufferManager = usual;
    }
  }

  private resource(binding: TensorInfo | GPUBufferBinding): GPUBindingResource {
    if (!('dataId' in binding)) return binding;
    this.backend.uploadToGPU(binding.dataId);
    return this.internals.tensorToBinding(binding);
  }

  /** Made once for every list of numbers, before anything is recorded with it: a step uploads none. */
  private numbers(usage: 'UNIFORM' | 'STORAGE', numbers: readonly number[]): GPUBufferBinding {
    const key = `${usage} ${numbers.join()}`;
    const known = this.numberBuffers.get(key);
    if (known) return { buffer: known };
    const size = Math.ceil(numbers.length / 4) * 16;
    const buffer = this.device.createBuffer({
      label: 'numbers',
      size,
      usage: GPUBufferUsage[usage],
      mappedAtCreation: true,
    });
    new Uint32Array(buffer.getMappedRange()).set(numbers);
    buffer.unmap();
    this.numberBuffers.set(key, buffer);
    return { buffer };
  }

  private compile(program: Program, code: string): GPUComputePipeline | null {
    if (this.pending?.has(code)) return null;
    const descriptor: GPUComputePipelineDescriptor = {
      label: program.name,
      layout: 'auto',
      compute: { module: this.device.createShaderModule({ label: program.name, code }), entryPoint: 'main' },
    };
    if (this.pending) {
      const ready = this.device.createComputePipelineAsync(descriptor);
      this.pending.set(
        code,
        ready.then((pipeline) => void this.pipelines.set(code, pipeline)),
      );
      return null;
    }
    const pipeline = this.device.createComputePipeline(descriptor);
    this.pipelines.set(code, pipeline);
    return pipeline;
  }
}

/** The whole WGSL module of a program: its storage buffers at group 0, its numbers after them, then its body. */
function moduleText(program: Program): string {
  const declare =
    (access: 'read' | 'read_write', start: number) =>
    ([name, element]: [string, Element], i: number): string =>
      `@group(0) @binding(${start + i}) var<storage, ${access}> ${name} : array<${element}>;`;
  const inputs = Object.entries(program.inputs);
  const outputs = Object.entries(program.outputs);
  const sizes = Object.keys(program.sizes ?? {});
  const after = inputs.length + outputs.length;
  return [
    ...inputs.map(declare('read', 0)),
    ...outputs.map(declare('read_write', inputs.length)),
    ...(sizes.length > 0
      ? [
          `struct Sizes { ${sizes.map((name) => `${name} : u32`).join(', ')} }`,
          `@group(0) @binding(${after}) var<uniform> size : Sizes;`,
        ]
      : []),
    ...(program.table ? [declare('read', after + (sizes.length > 0 ? 1 : 0))(['table', 'u32'], 0)] : []),
    program.body,
  ].join('\n');
}
