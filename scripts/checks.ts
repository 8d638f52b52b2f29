// `npm test` after the packages: every check, one after the other, whatever failed before; then one line of sums.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { browserFolder, findBrowser } from './browser';
import { checkBuild } from './buildCheck';
import { chooseGpuDriver } from './gpuDriver';
import { root } from './install.mjs';
import { putMnist } from './mnist';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const reports = path.join(root, 'test-results/reports');

/** A step that hangs must not hang the whole. */
const stepLimitMs = 15 * 60_000;

/** @returns whether nothing failed; the last line printed is `N passed, N failed`. */
export async function runChecks(): Promise<boolean> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const started = Date.now();
  const browser = findBrowser();
  const driver = chooseGpuDriver(browser && browserFolder(browser));
  if (!process.env.LAB_DATA_DIR) await putMnist(path.join(root, 'public/data'));

  const tallies: Tally[] = [];
  const step = async (name: string, work: () => Promise<Tally>): Promise<void> => {
    console.log(`\n── ${name}`);
    const from = Date.now();
    const tally = await work();
    tallies.push(tally);
    const seconds = Math.round((Date.now() - from) / 1000);
    console.log(`── ${name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s`);
  };

  await step('format', () => once(bin('prettier/bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']));
  await step('lint', () => once(bin('oxlint/bin/oxlint'), []));
  await step('types', () => once(bin('typescript/bin/tsc'), ['-p', '.']));
  await step('unit', () => vitest('unit', {}));
  await step('GPU in Node', () => {
    if (driver) {
      console.log(`WebGPU runs on ${driver.name}.`);
      return vitest('gpu', driver.environment);
    }
    return refused(
      'No graphics driver opens in Node, not even a software one: install mesa-vulkan-drivers or Chromium.',
    );
  });
  await step('build', async () => {
    const { failed } = await once(bin('vite/bin/vite.js'), ['build', '--logLevel', 'warn']);
    if (failed > 0) return { passed: 0, failed };
    const problems = checkBuild(path.join(root, 'dist'));
    problems.forEach((problem) => console.error(problem));
    return problems.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
  await step('end to end', () => {
    if (browser) return playwright(browser);
    return refused(
      'No browser can be had: install Chromium, or run `npx playwright install --with-deps chromium`.',
    );
  });

  const sum = (key: keyof Tally): number => tallies.reduce((total, tally) => total + tally[key], 0);
  console.log(`\nTook ${Math.round((Date.now() - started) / 1000)} s.`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0;
}

const bin = (file: string): string => path.join(root, 'node_modules', file);

function refused(sentence: string): Promise<Tally> {
  console.error(sentence);
  return Promise.resolve({ passed: 0, failed: 1 });
}

/** Runs a Node program to its end with its output shown. @returns its exit status, 1 where it had to be killed. */
function run(
  program: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const timer = setTimeout(() => {
      console.error(`Ended after ${stepLimitMs / 60_000} minutes without a result.`);
      child.kill('SIGKILL');
    }, stepLimitMs);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve(status ?? 1);
    });
  });
}

const once = async (program: string, args: readonly string[]): Promise<Tally> =>
  (await run(program, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

async function vitest(project: string, environment: Readonly<Record<string, string>>): Promise<Tally> {
  const file = path.join(reports, `${project}.json`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const status = await run(bin('vitest/vitest.mjs'), args, environment);
  const report = readReport(file);
  return tallied(status, Number(report?.numPassedTests ?? 0), Number(report?.numFailedTests ?? 0));
}

async function playwright(browser: string): Promise<Tally> {
  const file = path.join(reports, 'e2e.json');
  const status = await run(bin('@playwright/test/cli.js'), ['test'], {
    LAB_BROWSER: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const stats = readReport(file)?.stats as Record<string, number> | undefined;
  return tallied(status, (stats?.expected ?? 0) + (stats?.flaky ?? 0), stats?.unexpected ?? 0);
}

/** A runner that fails without a failed test (a file that does not load, no test at all) counts as one failure. */
export const tallied = (status: number, passed: number, failed: number): Tally => ({
  passed,
  failed: Math.max(failed, status === 0 && passed > 0 ? 0 : 1),
});

function readReport(file: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
