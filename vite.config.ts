import path from 'node:path';
import react from '@vitejs/plugin-react';
import { tsImport } from 'tsx/esm/api';
import { defineConfig, normalizePath, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { chunkOf } from './scripts/chunks.ts';
import { serviceWorker } from './scripts/serviceWorker.ts';

const file = (name: string): string => normalizePath(path.resolve(import.meta.dirname, name));
const entry = file('index.html');

/** Puts the policy first into the head of what is built; the development server lives on inline scripts. */
const contentPolicy: Plugin = {
  name: 'content-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    async handler() {
      // It reads the registry of data sets, whose imports only a bundler or tsx can follow.
      const policy = (await tsImport(
        './scripts/contentPolicy.ts',
        import.meta.url,
      )) as typeof import('./scripts/contentPolicy');
      const attrs = { 'http-equiv': 'Content-Security-Policy', content: policy.contentPolicy() };
      return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
    },
  },
};

/** tfjs's backend for the processor registers itself; its package names another of its files for that. */
const processorBackend: Plugin = {
  name: 'processor-backend',
  transform: {
    filter: { id: /tf-backend-wasm\.fesm/ },
    handler: (code) => ({ code, map: null, moduleSideEffects: true }),
  },
};

// Relative addresses: dist/ works under any path of any static host.
export default defineConfig({
  base: './',
  plugins: [react(), contentPolicy, VitePWA(serviceWorker)],
  worker: {
    format: 'es',
    plugins: () => [processorBackend],
    // In one piece what WebGPU needs of tfjs: what WebGL and the processor share with it would fall out in small files.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'tensors', test: /tfjs-backend-webgpu/ }] } },
    },
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: [entry, file('bench.html')],
      // It registers itself; its package names another of its files for that.
      treeshake: { moduleSideEffects: [{ test: /tf-backend-wasm\.fesm/, sideEffects: true }] },
      output: {
        codeSplitting: { groups: [{ name: chunkOf(entry), debugName: 'needed at once' }] },
      },
    },
    // The policy knows fonts from the page's own origin only.
    assetsInlineLimit: (file) => (/\.woff2?$/.test(file) ? false : undefined),
  },
});
