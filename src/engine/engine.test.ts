// The stock path's engine on a WebGL backend that is a stand-in for tfjs's: Node has no WebGL.
import '@tensorflow/tfjs';
import { backend, registerBackend, setBackend, type KernelBackend } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openStockEngine } from './engine';

const never = new Promise<never>(() => undefined);
const canvas = new EventTarget();
let lost = false;

beforeAll(async () => {
  await setBackend('cpu');
  // tfjs's CPU backend with WebGL's context.
  const gl = { canvas, isContextLost: () => lost };
  registerBackend('webgl', () => Object.assign(Object.create(backend()) as KernelBackend, { gpgpu: { gl } }));
});
beforeEach(() => void (lost = false));

const isLost = expect.objectContaining({
  code: 'device-lost',
  message: expect.stringContaining('The graphics device was lost') as string,
}) as Error;

test('a lost WebGL context ends what waits for it, and is told ever after', async () => {
  const engine = await openStockEngine('webgl');
  engine.check();
  const waiting = engine.guard(never);
  canvas.dispatchEvent(new Event('webglcontextlost'));
  await expect(waiting).rejects.toEqual(isLost);
  expect(() => engine.check()).toThrow(isLost);
});

test('a lost WebGL context is noticed before its event has come', async () => {
  const engine = await openStockEngine('webgl');
  lost = true;
  expect(() => engine.check()).toThrow(isLost);
});

test('a context that is lost after its engine was closed is none of its business', async () => {
  const engine = await openStockEngine('webgl');
  engine.close();
  canvas.dispatchEvent(new Event('webglcontextlost'));
  expect(() => engine.check()).not.toThrow();
});
