// The command line of the benchmark.
import { parseArgs } from 'node:util';
import { LabError } from '../src/lab/errors';
import { modelNames, type ModelName } from './results';

export interface BenchOptions {
  /** Standard output holds one JSON object and nothing else. */
  readonly json: boolean;
  /** Sampling and the scaling series too. */
  readonly all: boolean;
  readonly help: boolean;
  /** What the data sets take, instead of the comparison. */
  readonly data: boolean;
  readonly only: ModelName | null;
  /** Where a step's time goes, instead of the comparison. */
  readonly profile: ModelName | null;
  /** Timed steps of each engine. */
  readonly steps: number;
}

export const usage = `Usage: npm run bench -- [OPTIONS]

Times a training step of this engine, of stock tfjs and of jax-js side by side, prints a table with ratios
and writes docs/results/bench-<device>.md.

  --only MODEL     one model: ${modelNames.join(', ')}
  --all            also sampling (64 images, 50 DDIM steps) and a series over batch and width
  --json           one JSON object on standard output (npm run --silent bench -- --json)
  --steps N        timed steps of each engine, at least 1 (default 5)
  --profile MODEL  dispatches and milliseconds of each kernel in one training step instead
  --data           time and memory of each data set in Node and Chromium instead (LAB_DATA_DIR and a build are needed);
                   writes docs/results/data.md`;

/** @throws LabError `bad-setting` naming what is allowed. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { json, all, help, data, only, profile, steps } = read(args);
  return {
    json,
    all,
    help,
    data,
    only: model('only', only),
    profile: model('profile', profile),
    steps: count(steps),
  };
}

function read(args: readonly string[]): {
  json: boolean;
  all: boolean;
  help: boolean;
  data: boolean;
  only?: string | undefined;
  profile?: string | undefined;
  steps: string;
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        data: { type: 'boolean', default: false },
        only: { type: 'string' },
        profile: { type: 'string' },
        steps: { type: 'string', default: '5' },
      },
    }).values;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new LabError('bad-setting', `${reason} See --help for the options.`, { cause: thrown });
  }
}

function model(option: string, given: string | undefined): ModelName | null {
  if (given === undefined) return null;
  const found = modelNames.find((name) => name === given);
  if (found) return found;
  throw new LabError('bad-setting', `--${option} must be one of ${modelNames.join(', ')}, not "${given}".`);
}

function count(given: string): number {
  const steps = Number(given);
  if (Number.isInteger(steps) && steps >= 1) return steps;
  throw new LabError('bad-setting', `--steps must be a whole number from 1 on, not "${given}".`);
}
