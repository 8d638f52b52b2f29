// tfjs on the processor in WebAssembly, as the page has it, in Node.
// The umbrella package, for the stock gradients (tfjs-core's main file for Node has none) and the backend to compare with.
import '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { openStockEngine, type Engine } from '../engine/engine';
import { completeProcessor } from '../engine/processor/kernels';

export async function openProcessor(): Promise<Engine> {
  completeProcessor();
  return openStockEngine('wasm');
}
