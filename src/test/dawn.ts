// Vitest set-up of the `gpu` project: WebGPU in Node through Dawn, once per worker.
// A missing GPU fails the tests; it never skips them.
import { installDawn } from '../engine/gpu/dawn';

installDawn();
