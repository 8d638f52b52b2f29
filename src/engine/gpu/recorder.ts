// Takes down what goes through a device's command encoders, whoever sends it (tfjs or ourselves).
// The commands also run: recording a step performs it.

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

/** Runs `send` and returns every dispatch and buffer copy that it encoded on `device`, in order. */
export function recordCommands(device: GPUDevice, send: () => void): RecordedCommand[] {
  const commands: RecordedCommand[] = [];
  const create = device.createCommandEncoder.bind(device);
  // An own property shadows the prototype's method for the time of the recording.
  device.createCommandEncoder = (descriptor) => recordingEncoder(create(descriptor), commands);
  try {
    send();
  } finally {
    Reflect.deleteProperty(device, 'createCommandEncoder');
  }
  return commands;
}

/** `encoder`, with every dispatch and buffer copy noted in `commands` as well. */
export function recordingEncoder(encoder: GPUCommandEncoder, commands: RecordedCommand[]): GPUCommandEncoder {
  return new Proxy(encoder, {
    get(target, name) {
      if (name === 'beginComputePass') {
        return (descriptor?: GPUComputePassDescriptor) =>
          recordingPass(target.beginComputePass(descriptor), commands);
      }
      if (name === 'copyBufferToBuffer') {
        return (from: GPUBuffer, fromOffset: number, to: GPUBuffer, toOffset: number, size: number): void => {
          commands.push({ kind: 'copy', from, fromOffset, to, toOffset, size });
          target.copyBufferToBuffer(from, fromOffset, to, toOffset, size);
        };
      }
      return bound(target, name);
    },
  });
}

function recordingPass(pass: GPUComputePassEncoder, commands: RecordedCommand[]): GPUComputePassEncoder {
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
          target.dispatchWorkgroups(x, y, z);
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
