// End-to-end stories in a real Chromium, on the built page under a sub-path, as on any static host.
import { defineConfig } from '@playwright/test';
import { address } from './e2e/address';
import { installedSystemBrowser, playwrightBrowser } from './scripts/browser';

const browser = process.env.LAB_BROWSER ?? playwrightBrowser() ?? installedSystemBrowser();

const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Pages of the browser's own that it renders beside every page: a tenth of the time of a story without a GPU. */
const ownPages = [
  'ContextualTasks',
  'InitialWebUI',
  'PreloadTopChromeWebUI',
  'TabSearchToolbarButton',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
];

/** @param features which the browser is to do without */
const withFlags = (features: readonly string[], ...flags: readonly string[]) => ({
  launchOptions: {
    args: [...quiet, ...flags, `--disable-features=${[...ownPages, ...features].join()}`],
    ...(browser ? { executablePath: browser } : {}),
  },
});

/** The stories in which something is trained. */
const needGpu = ['**/model.spec.ts', '**/pretrained.spec.ts', '**/bench.spec.ts'];
/** `npm run test:long` alone. */
const isLong = process.env.LAB_LONG === '1';
const long = ['**/*.long.spec.ts'];
const needWebgl = [
  '**/webgl.spec.ts',
  '**/handover.spec.ts',
  '**/opened.spec.ts',
  '**/offlineTraining.spec.ts',
  '**/dataTraining.spec.ts',
  '**/death.spec.ts',
];

/** A software GPU that compiles keeps the page from being drawn, and a click waits for a drawn page. */
const gpuWith = (...flags: readonly string[]) => ({
  ...withFlags([], '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', ...flags),
  actionTimeout: 240_000,
});
const gpu = gpuWith();

const soak = ['**/soak.long.spec.ts'];
/**
 * V8 goes on for an hour writing machine code for functions that turn out to be busy, a quarter of a megabyte in 1,500
 * reports. A soak asks what the page holds: its functions are interpreted, and their bytecode stays.
 */
const interpreted = '--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // The software GPU takes both cores of a small machine; where there is none, `npm test` says two.
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? 'test-results/e2e.json' }],
  ],
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    trace: 'off',
    // What a story's page asks for has to pass by the story, which a service worker would answer itself.
    serviceWorkers: 'block',
    actionTimeout: 60_000,
    // The recording plays by itself once, which would move the time ruler under the stories' hands.
    contextOptions: { reducedMotion: 'reduce' },
  },
  webServer: {
    command: 'npx tsx e2e/server.ts',
    cwd: import.meta.dirname,
    url: address,
    reuseExistingServer: true,
    stdout: 'ignore',
    stderr: 'pipe',
  },
  projects: isLong
    ? [
        { name: 'long', testMatch: long, testIgnore: soak, timeout: 3_600_000, use: gpu },
        { name: 'soak', testMatch: soak, timeout: 3_600_000, use: gpuWith(interpreted) },
      ]
    : [
        {
          name: 'webgpu',
          testMatch: needGpu,
          use: gpu,
        },
        {
          name: 'webgl',
          testMatch: needWebgl,
          use: withFlags(['WebGPU'], '--use-angle=swiftshader', '--enable-unsafe-swiftshader'),
        },
        {
          name: 'no-gpu',
          // Also what needs no training: a software GPU that computes keeps the page from being drawn.
          testIgnore: [...needGpu, ...needWebgl, ...long],
          use: withFlags(['WebGPU'], '--disable-gpu', '--disable-software-rasterizer'),
        },
      ],
});
