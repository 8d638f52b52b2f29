// `npm run gallery`: photographs the page in every state, on every screen, in both themes, for people to look at.
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import everyday from '../../playwright.config';

export default defineConfig({
  ...everyday,
  testDir: import.meta.dirname,
  outputDir: path.resolve(import.meta.dirname, '../../test-results/gallery-run'),
  timeout: 1_200_000,
  reporter: [['list']],
  projects: (everyday.projects ?? [])
    .filter(({ name }) => name !== 'webgl')
    .map((project) => ({ ...project, testIgnore: [], testMatch: [`**/*.${project.name}.shots.ts`] })),
});
