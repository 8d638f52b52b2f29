// Takes down what goes through a device's command encoders, whoever sends it (tfjs or ourselves).

export type RecordedCommand =
  | {
      readonly kind: 'dispatch';
      /** The debug marker before it, else its pipeline's label. */
      readonly name: string;
      readonly pipeline: GPUComputePipeline;
      readonly bindGroup: GPUBindGroup;
      readonly workgroups: readonly [number, number, number];
    }
  | {
      readonly kind: 'copy';
      readonly from: GPUBuffer;
      readonly fromOffset: number;
      readonly to: GPUBuffer;
      readonly toOffset: number;
      readonly size: number;
    };

/**
 * Runs `send` and returns every dispatch and buffer copy that it encoded on `device`, in order. None of them is carried
 * out: whatever goes wrong on the way, nothing has been done yet.
 */
export function recordCommands(device: GPUDevice, send: () => void): RecordedCommand[] {
  const commands: RecordedCommand[] = [];
  const create = device.createCommandEncoder.bind(device);
  // An own property shadows the prototype's method for the time of the recording.
  device.createCommandEncoder = (descriptor) => notingEncoder(create(descriptor), commands, { runs: false });
  try {
    send();
  } finally {
    Reflect.deleteProperty(device, 'createCommandEncoder');
  }
  return commands;
}

interface Noting {
  /** Whether what is noted is carried out as well. */
  readonly runs: boolean;
}

/** `encoder`, with every dispatch and buffer copy noted in `commands`. */
export function notingEncoder(
  encoder: GPUCommandEncoder,
  commands: RecordedCommand[],
  { runs }: Noting,
): GPUCommandEncoder {
  return new Proxy(encoder, {
    get(target, name) {
      if (name === 'beginComputePass') {
        return (descriptor?: GPUComputePassDescriptor) =>
          notingPass(target.beginComputePass(descriptor), commands, { runs });
      }
      if (name === 'copyBufferToBuffer') {
        return (from: GPUBuffer, fromOffset: number, to: GPUBuffer, toOffset: number, size: number): void => {
          commands.push({ kind: 'copy', from, fromOffset, to, toOffset, size });
          if (runs) target.copyBufferToBuffer(from, fromOffset, to, toOffset, size);
        };
      }
      return bound(target, name);
    },
  });
}

function notingPass(
  pass: GPUComputePassEncoder,
  commands: RecordedCommand[],
  { runs }: Noting,
): GPUComputePassEncoder {
  let pipeline: GPUComputePipeline | null = null;
  let bindGroup: GPUBindGroup | null = null;
  let marker: string | null = null;
  return new Proxy(pass, {
    get(target, name) {
      if (name === 'setPipeline') {
        return (p: GPUComputePipeline): void => target.setPipeline((pipeline = p));
      }
      if (name === 'setBindGroup') {
        return (index: number, group: GPUBindGroup): void => target.setBindGroup(index, (bindGroup = group));
      }
      if (name === 'insertDebugMarker') {
        return (text: string): void => target.insertDebugMarker((marker = text));
      }
      if (name === 'dispatchWorkgroups') {
        return (x: number, y = 1, z = 1): void => {
          if (pipeline && bindGroup) {
            const name = marker ?? pipeline.label;
            commands.push({ kind: 'dispatch', name, pipeline, bindGroup, workgroups: [x, y, z] });
          }
          marker = null;
          if (runs) target.dispatchWorkgroups(x, y, z);
        };
      }
      return bound(target, name);
    },
  });
}

/** A member of a native object: methods keep their receiver, which must not be the proxy. */
function bound(target: object, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name, target);
  return typeof member === 'function' ? member.bind(target) : member;
}
