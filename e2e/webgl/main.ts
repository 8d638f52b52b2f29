// What webgl.spec.ts calls in the browser.
// The umbrella package, for both backends and the stock gradients.
import '@tensorflow/tfjs';
import { operationErrors } from '../../src/test/stockOperations';
import { loseContext, trainStock } from './training';

const lab = { loseContext, operationErrors, trainStock };
export type WebglLab = typeof lab;

Object.assign(globalThis, { lab });
