import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.gpu.test.ts', '**/*.long.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        // `npm run test:long` alone: hours, not minutes.
        test: {
          name: 'unit-long',
          include: ['{src,scripts,bench}/**/*.long.test.{ts,tsx}'],
          exclude: ['src/**/*.gpu.long.test.ts'],
          testTimeout: 3_600_000,
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
      {
        test: {
          name: 'gpu-long',
          include: ['src/**/*.gpu.long.test.ts'],
          setupFiles: ['src/test/dawn.ts'],
          pool: 'forks',
          maxWorkers: 1,
          isolate: false,
          testTimeout: 3_600_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
