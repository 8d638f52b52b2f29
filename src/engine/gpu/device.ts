// Opens a WebGPU device ourselves and hands it to tfjs: tfjs's own opening does not check for a missing adapter,
// and we want to know when the device is lost.
import { env, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { LabError } from '../../lab/errors';
import { adapterInfo } from './adapterInfo';
import { GpuAnswers } from './answers';
import { GpuRuntime } from './runtime';

export interface OpenedGpu {
  readonly runtime: GpuRuntime;
  readonly device: GPUDevice;
  /** `vendor architecture description`, as far as the browser tells. */
  readonly adapterName: string;
  /** A driver that computes on the CPU (SwiftShader, lavapipe): tuning makes no sense there. */
  readonly software: boolean;
}

const wantedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxStorageBuffersPerShaderStage',
] as const;

/**
 * Opens the strongest GPU and makes it tfjs's backend `webgpu`.
 * @throws LabError `no-gpu` when the browser offers no adapter or refuses the device.
 */
export async function openWebGpu(gpu: GPU | undefined): Promise<OpenedGpu> {
  if (!gpu) throw new LabError('no-gpu', 'This browser has no WebGPU.');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new LabError('no-gpu', 'WebGPU is there, but it offers no graphics adapter.');
  const features = (['timestamp-query'] as const).filter((f) => adapter.features.has(f));
  const requiredLimits = Object.fromEntries(wantedLimits.map((name) => [name, adapter.limits[name]]));
  const device = await adapter
    .requestDevice({ requiredFeatures: features, requiredLimits })
    .catch((cause: unknown) => {
      throw new LabError('no-gpu', 'The graphics adapter refused to open a device.', { cause });
    });
  // A recorded step must not compute on the CPU; see docs/adr on recording.
  env().set('WEBGPU_CPU_FORWARD', false);
  // The package registers a backend of its own on import; ours takes its place.
  if (findBackendFactory('webgpu')) removeBackend('webgpu');
  const info = await adapterInfo(adapter);
  const backend = new WebGPUBackend(device, info);
  registerBackend('webgpu', () => backend, 3);
  if (!(await setBackend('webgpu'))) {
    throw new LabError('no-gpu', 'tfjs could not start its WebGPU backend on this device.');
  }
  const { vendor, architecture, description, isFallbackAdapter } = info;
  const adapterName = [vendor, architecture, description].filter(Boolean).join(' ');
  return {
    runtime: new GpuRuntime(backend, await GpuAnswers.measure(device.queue)),
    device,
    adapterName,
    software: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|software/i.test(adapterName),
  };
}
