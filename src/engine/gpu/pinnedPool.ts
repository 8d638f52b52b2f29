// The buffers of a recording: a pool of its own, so that nothing outside can take a buffer that a replay writes to,
// and so that everything is freed at once. Stands in for tfjs's BufferManager while a step is recorded.

export class PinnedPool {
  private readonly device: GPUDevice;
  private readonly free = new Map<string, GPUBuffer[]>();
  private readonly all: GPUBuffer[] = [];
  /** Buffers whose content came from the CPU (uniforms, constants): a replay needs it again, so none is reused. */
  private readonly filled = new Set<GPUBuffer>();
  numBytesUsed = 0;
  numBytesAllocated = 0;
  /** Buffers handed out and not given back, without those filled from the CPU. */
  buffersInUse = 0;

  constructor(device: GPUDevice) {
    this.device = device;
  }

  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation = false): GPUBuffer {
    this.numBytesUsed += size;
    if (mappedAtCreation || (usage & GPUBufferUsage.UNIFORM) !== 0) {
      const buffer = this.create(size, usage, mappedAtCreation);
      this.filled.add(buffer);
      return buffer;
    }
    this.buffersInUse++;
    return this.free.get(`${size}_${usage}`)?.pop() ?? this.create(size, usage, false);
  }

  releaseBuffer(buffer: GPUBuffer): void {
    this.numBytesUsed -= buffer.size;
    if (this.filled.has(buffer)) return;
    this.buffersInUse--;
    const key = `${buffer.size}_${buffer.usage}`;
    const bucket = this.free.get(key);
    if (bucket) bucket.push(buffer);
    else this.free.set(key, [buffer]);
  }

  dispose(): void {
    for (const buffer of this.all) buffer.destroy();
    this.all.length = 0;
    this.free.clear();
    this.filled.clear();
    this.numBytesUsed = this.numBytesAllocated = this.buffersInUse = 0;
  }

  private create(size: number, usage: GPUBufferUsageFlags, mappedAtCreation: boolean): GPUBuffer {
    const buffer = this.device.createBuffer({ size, usage, mappedAtCreation });
    this.numBytesAllocated += size;
    this.all.push(buffer);
    return buffer;
  }
}
