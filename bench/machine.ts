// The machine itself, before any model: what its adapter offers, how long it takes to begin anything, what it does at best.
import type { OpenedGpu } from '../src/engine/gpu/device';
import { fastestMs } from './dispatches';
import { measureRoofline, type Roofline } from './roofline';

export interface Machine {
  readonly adapter: string;
  /** A driver that computes on the processor. */
  readonly software: boolean;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
  /** Microseconds of a dispatch that computes next to nothing, one after the other. */
  readonly dispatchUs: number;
  /** Milliseconds until an empty queue says that it is done. */
  readonly answerMs: number;
  readonly roofline: Roofline;
}

/** Those that decide what of the engine fits. */
const toldLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxStorageBuffersPerShaderStage',
] as const;

export async function measureMachine(gpu: OpenedGpu): Promise<Machine> {
  const { device, adapterName, software, runtime } = gpu;
  return {
    adapter: adapterName,
    software,
    features: [...device.features].toSorted(),
    limits: Object.fromEntries(toldLimits.map((name) => [name, device.limits[name]])),
    dispatchUs: await dispatchUs(gpu),
    answerMs: runtime.answers.latencyMs,
    roofline: await measureRoofline(gpu),
  };
}

/** Each waits for the one before: they write the same number. */
const countWgsl = `
@group(0) @binding(0) var<storage, read_write> y : array<u32>;
@compute @workgroup_size(1) fn main() { y[0] = y[0] + 1u; }`;

const few = 500;
const many = 2000;

/** From the difference of many and few, so that what sending and waiting cost falls out. */
async function dispatchUs(gpu: OpenedGpu): Promise<number> {
  const ms = (count: number): Promise<number> =>
    fastestMs(gpu, { wgsl: countWgsl, bufferBytes: [4], workgroups: 1, count });
  const difference = (await ms(many)) - (await ms(few));
  return (1000 * Math.max(0, difference)) / (many - few);
}
