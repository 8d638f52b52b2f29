// What webgl.spec.ts calls in the browser.
// The umbrella package, for both backends and the stock gradients.
import '@tensorflow/tfjs';
import { operationErrors } from './operations';
import { trainStock } from './training';

const lab = { operationErrors, trainStock };
export type WebglLab = typeof lab;

Object.assign(globalThis, { lab });
