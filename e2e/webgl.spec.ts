// The stock path, which serves browsers without WebGPU, on real WebGL: against tfjs's CPU backend in the same page.
import path from 'node:path';
import { build, type Rollup } from 'vite';
import type { Page } from '@playwright/test';
import { expect, test } from './support';
import type { WebglLab } from './webgl/main';

declare const lab: WebglLab;

async function openLab(page: Page): Promise<void> {
  const entry = path.join(import.meta.dirname, 'webgl/main.ts');
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'lab' } },
  });
  const [{ output }] = built as Rollup.RollupOutput[] as [Rollup.RollupOutput];
  await page.goto('about:blank');
  await page.addScriptTag({ type: 'module', content: output[0].code });
  await page.waitForFunction(() => 'lab' in globalThis);
}

/** GLSL leaves the precision of sin and cos to the driver; Vulkan, below most of them, asks for 2⁻¹¹ in −π…π. */
const tolerance = (operation: string): number => (operation === 'timestepEmbedding' ? 2 ** -11 : 1e-4);

test('the stock operations and a training on them, on WebGL', async ({ page }) => {
  await openLab(page);

  await test.step('every operation and its gradients are those of the CPU', async () => {
    const errors = await page.evaluate(() => lab.operationErrors('webgl'));
    expect(Object.keys(errors).length).toBeGreaterThanOrEqual(20);
    expect(Object.entries(errors).filter(([name, error]) => !(error <= tolerance(name)))).toEqual([]);
  });

  await test.step('eight steps lose as on the CPU, and leave no tensor behind', async () => {
    const onWebgl = await page.evaluate(() => lab.trainStock('webgl', 8));
    const onCpu = await page.evaluate(() => lab.trainStock('cpu', 8));
    expect(onWebgl.losses).toHaveLength(8);
    onCpu.losses.forEach((loss, i) =>
      expect(Math.abs((onWebgl.losses[i] ?? NaN) / loss - 1)).toBeLessThan(1e-3),
    );
    expect(onWebgl.leakedTensors).toBe(0);
  });

  await test.step('a lost context ends the training as a lost device does', async () => {
    expect(await page.evaluate(() => lab.loseContext())).toMatchObject({
      code: 'device-lost',
      sentence: expect.stringContaining('its WebGL context'),
    });
  });
});
