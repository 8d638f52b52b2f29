// What the service worker keeps: all that the page is made of, so that after one visit it opens without a network.
import type { VitePWAOptions } from 'vite-plugin-pwa';

export const serviceWorker: Partial<VitePWAOptions> = {
  // A newer version waits: taking over by itself, it would load a page anew in which a model is trained.
  registerType: 'prompt',
  // The page registers it itself (src/ui/state/offline.ts).
  injectRegister: false,
  manifest: false,
  workbox: {
    globPatterns: ['**/*.{html,js,css,woff2,json,svg}', 'judge.safetensors', 'recording.bin'],
    // Data sets are kept by the page's worker, with their checksums; models are fetched when they are asked for,
    // and who measures a machine does so once.
    globIgnores: ['data/**', 'models/**', 'bench.html', 'assets/bench*'],
    maximumFileSizeToCacheInBytes: 4 * 2 ** 20,
    // The settings are in the address: it is the same page.
    ignoreURLParametersMatching: [/./],
    // Other pages of the folder have their own names.
    navigateFallback: null,
    cleanupOutdatedCaches: true,
    // What computes without a GPU is kept where it is needed (src/worker/processor.ts).
    runtimeCaching: [
      { urlPattern: /\/assets\/[^/]+\.wasm$/, handler: 'CacheFirst', options: { cacheName: 'processor' } },
    ],
    inlineWorkboxRuntime: true,
  },
};
