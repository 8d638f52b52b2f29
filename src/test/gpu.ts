// The one GPU device of the tests in a worker, opened on first use and kept.
import { openWebGpu, type OpenedGpu } from '../engine/gpu/device';

let opened: Promise<OpenedGpu> | null = null;

export const testGpu = (): Promise<OpenedGpu> => (opened ??= openWebGpu(navigator.gpu));
