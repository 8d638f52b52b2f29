// Counts what goes to a GPUDevice, whoever sends it, by shadowing the methods of its objects. Bytes of buffers are
// counted always, since that costs next to nothing; commands only in `count`, in steps that are not timed.
import { notingEncoder, type RecordedCommand } from '../src/engine/gpu/recorder';

export interface Counts {
  readonly dispatches: number;
  readonly submits: number;
  /** Through `writeBuffer` and through buffers mapped at creation. */
  readonly uploadedBytes: number;
  readonly commands: readonly RecordedCommand[];
}

interface Tally {
  live: number;
  peak: number;
}

export class Meter {
  /** Buffers created from now on count for this name. */
  owner = '';
  private readonly device: GPUDevice;
  private readonly tallies = new Map<string, Tally>();
  private mappedBytes = 0;

  constructor(device: GPUDevice) {
    this.device = device;
    const create = device.createBuffer.bind(device);
    device.createBuffer = (descriptor) => {
      const buffer = create(descriptor);
      this.born(buffer, descriptor.size);
      if (descriptor.mappedAtCreation) this.mappedBytes += descriptor.size;
      return buffer;
    };
  }

  /** Most bytes of `owner`'s buffers alive at once. */
  peakBytes(owner: string): number {
    return this.tally(owner).peak;
  }

  /** Everything that `work` sends. Slows `work` down. */
  async count(work: () => Promise<void>): Promise<Counts> {
    const { device } = this;
    const { queue } = device;
    const commands: RecordedCommand[] = [];
    let [submits, written] = [0, 0];
    const mappedBefore = this.mappedBytes;
    const createEncoder = device.createCommandEncoder.bind(device);
    const submit = queue.submit.bind(queue);
    const write = queue.writeBuffer.bind(queue);
    device.createCommandEncoder = (descriptor) =>
      notingEncoder(createEncoder(descriptor), commands, { runs: true });
    queue.submit = (buffers) => {
      submits++;
      submit(buffers);
    };
    queue.writeBuffer = (buffer: GPUBuffer, at: number, data: AllowSharedBufferSource, ...part: number[]) => {
      written += writtenBytes(data, ...part);
      write(buffer, at, data, ...part);
    };
    try {
      await work();
    } finally {
      Reflect.deleteProperty(device, 'createCommandEncoder');
      Reflect.deleteProperty(queue, 'submit');
      Reflect.deleteProperty(queue, 'writeBuffer');
    }
    return {
      dispatches: commands.filter(({ kind }) => kind === 'dispatch').length,
      submits,
      uploadedBytes: written + this.mappedBytes - mappedBefore,
      commands,
    };
  }

  private born(buffer: GPUBuffer, size: number): void {
    const tally = this.tally(this.owner);
    tally.live += size;
    tally.peak = Math.max(tally.peak, tally.live);
    const destroy = buffer.destroy.bind(buffer);
    let alive = true;
    buffer.destroy = () => {
      if (alive) tally.live -= size;
      alive = false;
      destroy();
    };
  }

  private tally(owner: string): Tally {
    const tally = this.tallies.get(owner) ?? { live: 0, peak: 0 };
    this.tallies.set(owner, tally);
    return tally;
  }
}

/** Offsets and sizes of `writeBuffer` are elements for typed arrays, bytes for anything else. */
function writtenBytes(data: AllowSharedBufferSource, from = 0, count?: number): number {
  const width = 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
  return count === undefined ? data.byteLength - from * width : count * width;
}
