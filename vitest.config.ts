import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.gpu.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        // Real WebGPU in Node through Dawn. One worker: every file shares the software GPU's two cores.
        test: {
          name: 'gpu',
          include: ['src/**/*.gpu.test.ts'],
          setupFiles: ['src/test/dawn.ts'],
          pool: 'forks',
          maxWorkers: 1,
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
