// Data sets in Chromium, on the built page: how long the worker takes, whether the page's own thread waits for it, and
// how much the renderer's process holds at most. Linux alone says the last.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build, type Rollup } from 'vite';
import { address, base } from '../e2e/address';
import { recordMainThread } from '../e2e/mainThread';
import { findBrowser } from '../scripts/browser';
import { datasetNames, datasets, type DatasetName } from '../src/datasets/registry';
import type { FirstBatch } from './dataEntry';

export interface PageAnswer {
  /** From the page's command to its worker until the images are there. */
  readonly ms: number;
  /** The longest task of the page's thread meanwhile and a second after: its own computing. */
  readonly longestTaskMs: number;
  /** Most memory of the renderer's process above what it had with the set of before; null where the system does not tell. */
  readonly peakBytes: number | null;
}

/** There at once: the page is opened with one, and another is chosen. */
const drawnSets = datasetNames.filter((name) => datasets[name].from === 'code');

/** In the worker, before its own script: says how long the images took. */
const stopwatch = `
  const benchTimes = new BroadcastChannel('bench');
  let benchBegun = 0;
  addEventListener('message', ({ data }) => { if (data.type === 'load-data') benchBegun = performance.now(); });
  const benchPost = self.postMessage.bind(self);
  self.postMessage = (event, options) => {
    if (event.type === 'data') benchTimes.postMessage({ name: event.info.name, ms: performance.now() - benchBegun });
    benchPost(event, options);
  };`;

const launch = (...flags: readonly string[]): Promise<Browser> => {
  const executablePath = findBrowser();
  return chromium.launch({ args: ['--no-sandbox', ...flags], ...(executablePath && { executablePath }) });
};

/** Serves the build with `folder` as its data/, until the function that comes back is called. */
export async function serve(folder: string): Promise<() => Promise<void>> {
  const server = spawn('npx', ['tsx', 'e2e/server.ts'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...process.env, LAB_DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  for (;;) {
    if (server.exitCode !== null)
      throw new Error('The server of the page has ended: run `npm run build` first.');
    if (await fetch(address).catch(() => null)) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return async () => {
    // npx and tsx are processes of their own.
    if (server.pid !== undefined) process.kill(-server.pid);
    await once(server, 'exit');
  };
}

/** VmHWM of a process: its most resident memory so far. */
async function peakOf(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = /VmHWM:\s+(\d+) kB/.exec(text)?.[1];
  return kib === undefined ? null : 1024 * Number(kib);
}

async function rendererOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  // The page's own has worked the most.
  const [own] = processInfo
    .filter(({ type }) => type === 'renderer')
    .toSorted((a, b) => b.cpuTime - a.cpuTime);
  return own?.id ?? 0;
}

/** In the page: resolves with the worker's time once the images of the set are there. */
const timeOf = (page: Page, name: string): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        new BroadcastChannel('bench').onmessage = ({ data }: MessageEvent<{ name: string; ms: number }>) => {
          if (data.name === wanted) resolve(data.ms);
        };
      }),
    name,
  );

/** Chooses a set on a page that shows another. */
export async function inPage(name: DatasetName): Promise<PageAnswer> {
  const browser = await launch('--disable-gpu', '--disable-software-rasterizer', '--disable-features=WebGPU');
  try {
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    await page.route('**/assets/lab.worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${stopwatch}\n${await response.text()}` });
    });
    const other = drawnSets.find((drawn) => drawn !== name) ?? name;
    await page.goto(`${address}?data=${other}&T=200`);
    await page.getByTestId('reel-source').waitFor();
    await page.waitForTimeout(2000);
    const renderer = await rendererOf(browser);
    const before = await peakOf(renderer);
    const stopTrace = await recordMainThread(page);
    const [ms] = await Promise.all([
      timeOf(page, name),
      page.getByRole('combobox', { name: 'Images' }).selectOption(name),
    ]);
    await page.waitForTimeout(1000);
    const { longestMs } = await stopTrace();
    const peak = await peakOf(renderer);
    return {
      ms,
      longestTaskMs: longestMs,
      peakBytes: peak === null || before === null ? null : peak - before,
    };
  } finally {
    await browser.close();
  }
}

/** MNIST from the page's own origin to its first batch, on the WebGPU that Chromium brings (SwiftShader). */
export async function firstBatchInPage(): Promise<FirstBatch> {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry: path.join(import.meta.dirname, 'dataEntry.ts'), formats: ['es'], fileName: 'entry' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rollup.RollupOutput[];
  const code = built[0]?.output[0].code ?? '';
  const browser = await launch('--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader');
  try {
    const page = await browser.newPage();
    const html = '<!doctype html><script type="module" src="bench.js"></script>';
    await page.route(`**${base}bench.html`, (route) =>
      route.fulfill({ contentType: 'text/html', body: html }),
    );
    await page.route(`**${base}bench.js`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: code }),
    );
    await page.goto(`${address}bench.html`);
    await page.waitForFunction(() => 'measureFirstBatch' in globalThis);
    return await page.evaluate(() =>
      (globalThis as unknown as { measureFirstBatch: () => Promise<FirstBatch> }).measureFirstBatch(),
    );
  } finally {
    await browser.close();
  }
}
