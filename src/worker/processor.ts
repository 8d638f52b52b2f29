// Loaded only where nothing else computes: tfjs on the processor in WebAssembly, which registers itself as its backend
// `wasm`. The package in one file: its modules, shared with those of WebGPU, would make the worker's own script heavier.
import { env } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.fesm.min.js';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { completeProcessor } from '../engine/processor/kernels';

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  // Never asked for, but tfjs wants all three or none.
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
});
// Its threads are workers made from text, which the Content-Security-Policy refuses.
env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
completeProcessor();

/** The service worker of a first visit is not there yet when this is fetched; the next visit may have no network. */
async function keepForOffline(): Promise<void> {
  const address = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? simd : plain;
  const cache = await caches.open('processor');
  if (await cache.match(address)) return;
  for (const former of await cache.keys()) await cache.delete(former);
  await cache.add(address);
}

// An insecure page has no caches, a private window may refuse them.
if ('caches' in self) keepForOffline().catch(() => undefined);
