// `npm test` and `npm run test:long` after the packages: every check, whatever failed before; then one line of sums.
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

/** A step that hangs must not hang the whole; of what does not hang, two slow cores take over a quarter of an hour. */
let stepLimitMs = 45 * 60_000;

/** Where a step's output goes. */
type Output = 'shown' | 'held';

type Step = readonly [name: string, work: (output: Output) => Promise<Tally>];

/** @returns whether nothing failed; the last line printed is `N passed, N failed`. */
export async function runChecks(): Promise<boolean> {
  const browser = findBrowser();
  return runAll([
    // The software GPU compiles on one core: the other is free for what needs none.
    {
      steps: [
        ['format', () => once(bin('prettier/bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.'])],
        ['lint', () => once(bin('oxlint/bin/oxlint'), [])],
        ['types', () => once(bin('typescript/bin/tsc'), ['-p', '.'])],
        ['unit', () => vitest('unit')],
        ['build', build],
      ],
      beside: ['GPU in Node', (output) => onGpu('gpu', browser, output)],
    },
    {
      steps: [
        // In a browser it takes both cores of a small machine; a page without one leaves the other to a second story.
        ['end to end, with WebGPU', () => inBrowser(browser, ['--project=webgpu'])],
        [
          'end to end, without',
          () => inBrowser(browser, ['--project=webgl', '--project=no-gpu', '--workers=2']),
        ],
      ],
    },
  ]);
}

/** What takes hours: soaks, faults at random moments, a million damaged files. */
export async function runLongChecks(): Promise<boolean> {
  stepLimitMs = 6 * 3_600_000;
  const browser = findBrowser();
  return runAll([
    {
      steps: [
        ['unit, long', () => vitest('unit-long')],
        ['GPU in Node, long', () => onGpu('gpu-long', browser)],
        ['build', build],
        ['end to end, long', () => inBrowser(browser, [], { LAB_LONG: '1' })],
      ],
    },
  ]);
}

interface Stage {
  /** One after the other. */
  readonly steps: readonly Step[];
  /** Runs meanwhile; its output is held until it has ended. */
  readonly beside?: Step;
}

async function runAll(stages: readonly Stage[]): Promise<boolean> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const started = Date.now();
  if (!process.env.LAB_DATA_DIR) await putMnist(path.join(root, 'public/data'));
  const tallies: Tally[] = [];
  const perform = async ([name, work]: Step, output: Output): Promise<void> => {
    const head = `\n── ${name}`;
    console.log(output === 'held' ? `${head}: begins` : head);
    const from = Date.now();
    const tally = await work(output);
    tallies.push(tally);
    const seconds = Math.round((Date.now() - from) / 1000);
    console.log(`── ${name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s`);
  };
  for (const { steps, beside } of stages) {
    const meanwhile = beside ? perform(beside, 'held') : Promise.resolve();
    for (const step of steps) await perform(step, 'shown');
    await meanwhile;
  }
  const sum = (key: keyof Tally): number => tallies.reduce((total, tally) => total + tally[key], 0);
  console.log(`\nTook ${Math.round((Date.now() - started) / 1000)} s.`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0;
}

type Browser = ReturnType<typeof findBrowser>;

function onGpu(project: string, browser: Browser, output: Output = 'shown'): Promise<Tally> {
  const driver = chooseGpuDriver(browser && browserFolder(browser));
  if (!driver) {
    return refused(
      'No graphics driver opens in Node, not even a software one: install mesa-vulkan-drivers or Chromium.',
    );
  }
  console.log(`WebGPU runs on ${driver.name}.`);
  return vitest(project, { environment: driver.environment, output });
}

async function build(): Promise<Tally> {
  const { failed } = await once(bin('vite/bin/vite.js'), ['build', '--logLevel', 'warn']);
  if (failed > 0) return { passed: 0, failed };
  const problems = checkBuild(path.join(root, 'dist'));
  problems.forEach((problem) => console.error(problem));
  return problems.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function inBrowser(
  browser: Browser,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Tally> {
  if (browser) return playwright(browser, args, environment);
  return refused(
    'No browser can be had: install Chromium, or run `npx playwright install --with-deps chromium`.',
  );
}

const bin = (file: string): string => path.join(root, 'node_modules', file);

function refused(sentence: string): Promise<Tally> {
  console.error(sentence);
  return Promise.resolve({ passed: 0, failed: 1 });
}

interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly output?: Output;
}

/** Runs a Node program to its end. @returns its exit status, 1 where it had to be killed. */
function run(
  program: string,
  args: readonly string[],
  { environment = {}, output = 'shown' }: RunOptions = {},
): Promise<number> {
  return new Promise((resolve) => {
    const to = output === 'shown' ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', to, to],
    });
    const held: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => void held.push(part));
    const timer = setTimeout(() => {
      console.error(`Ended after ${stepLimitMs / 60_000} minutes without a result.`);
      child.kill('SIGKILL');
    }, stepLimitMs);
    child.on('close', (status) => {
      clearTimeout(timer);
      process.stdout.write(Buffer.concat(held));
      resolve(status ?? 1);
    });
  });
}

const once = async (program: string, args: readonly string[]): Promise<Tally> =>
  (await run(program, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

async function vitest(project: string, options: RunOptions = {}): Promise<Tally> {
  const file = path.join(reports, `${project}.json`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const status = await run(bin('vitest/vitest.mjs'), args, options);
  const report = readReport(file);
  return tallied(status, Number(report?.numPassedTests ?? 0), Number(report?.numFailedTests ?? 0));
}

async function playwright(
  browser: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<Tally> {
  const file = path.join(reports, 'e2e.json');
  const status = await run(bin('@playwright/test/cli.js'), ['test', ...args], {
    environment: { ...environment, LAB_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
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
