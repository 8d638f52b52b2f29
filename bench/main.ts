// `npm run bench`: times a training step of this engine and of its peers. See --help.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { installDawn } from '../src/engine/gpu/dawn';
import { openGpuEngine } from '../src/engine/engine';
import { toLabError } from '../src/lab/errors';
import { cases } from './cases';
import { jaxPeer } from './jax';
import { measureCase } from './measure';
import { fusedDispatches, javascriptMs } from './nullBackend';
import { parseBenchOptions, usage, type BenchOptions } from './options';
import { profile } from './profile';
import { reportMarkdown, reportPath } from './report';
import type { Benchmark, Result } from './results';
import { sampling, scaling } from './series';
import { tfjsPeer } from './tfjs';

/** Progress goes to standard error: standard output is for results. */
const say = (line: string): void => console.error(line);

/** A first step is a first one: drivers must not find compiled shaders on the disk. Before the driver is loaded. */
function forgetShaders(): void {
  Object.assign(process.env, { MESA_SHADER_CACHE_DISABLE: 'true', __GL_SHADER_DISK_CACHE: '0' });
}

async function deviceName(): Promise<string> {
  const engine = await openGpuEngine(installDawn());
  engine.close();
  return engine.adapterName;
}

async function compare({ only, steps, all }: BenchOptions): Promise<Benchmark> {
  const device = await deviceName();
  say(device);
  const results: Result[] = [];
  const javascript = new Map<string, number>();
  for (const benchCase of cases.filter(({ model }) => !only || model === only)) {
    const { model, batch, jax } = benchCase;
    const peers = [tfjsPeer, ...(jax ? [jaxPeer] : [])];
    say(`${model}, batch ${batch}`);
    for (const measured of await measureCase(benchCase, { steps, say, peers })) {
      const key = `${measured.engine} ${model}`;
      const jsMsPerStep = javascript.get(key) ?? (await javascriptMs(measured.engine, model));
      javascript.set(key, jsMsPerStep);
      const ours = measured.engine === 'lab';
      const fused = ours ? await fusedDispatches(model, batch) : null;
      results.push({ ...measured, jsMsPerStep, fusedDispatches: fused });
    }
  }
  if (!all) return { device, results };
  return { device, results, sampling: await sampling(say), scaling: await scaling({ steps, say }) };
}

async function main(args: readonly string[]): Promise<void> {
  const options = parseBenchOptions(args);
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  if (options.data) {
    // Not loaded otherwise: it brings a browser along.
    const { benchData } = await import('./data');
    await benchData(say);
    return;
  }
  forgetShaders();
  installDawn();
  if (options.profile) {
    process.stdout.write(`${await profile(options.profile)}\n`);
    return;
  }
  const benchmark = await compare(options);
  const markdown = reportMarkdown(
    benchmark,
    ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
  );
  process.stdout.write(options.json ? `${JSON.stringify(benchmark, null, 2)}\n` : markdown);
  // A part of the table must not replace the whole.
  if (options.only) return;
  const path = reportPath(benchmark.device);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, markdown);
  say(`Written to ${path}.`);
}

// Libraries greet on standard output, where --json wants its object alone.
console.log = console.info = console.warn = console.error;

const code = await main(process.argv.slice(2)).then(
  () => 0,
  (thrown: unknown) => {
    const error = toLabError(thrown);
    say(error.message);
    if (error.code === 'internal') say(error.stack ?? '');
    return error.code === 'bad-setting' ? 2 : 1;
  },
);
// Dawn keeps the process alive while its GPU object is referenced; a slow pipe has to take everything first.
process.stdout.write('', () => process.exit(code));
