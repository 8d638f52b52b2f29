// `lab speedrun`: trains and judges every cell of a file, three seeds each, by the rules of docs/speedrun.md. What is done
// is not done again: a run that was broken off goes on from its last checkpoint.
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { judgeOf } from '../datasets/registry';
import type { Dataset } from '../datasets/types';
import { makeTables } from '../diffusion/process/tables';
import { Judge } from '../engine/judge/judge';
import { Meter } from '../engine/judge/meter';
import { buildModel } from '../engine/models/index';
import { countModel } from '../engine/models/model';
import { imageShape, Trainer } from '../engine/training/trainer';
import { LabError } from '../lab/errors';
import { rules, stepsWithin, trainingTflop } from '../lab/speedrun';
import type { CliCommand } from './command';
import { defaultDataFolder, openDataset } from './data';
import { judgeFile } from './eval';
import { readInput } from './input';
import { closeCliEngine, openCliEngine } from './openEngine';
import { optionHelp, parseOwn, wholeNumber } from './options';
import { claimFolder } from './output';
import { print } from './print';
import { Progress } from './progress';
import { configOf, parseCells, resultsOf, tableOf, type Cell, type Result } from './speedrunCells';

const own = {
  cells: { value: 'FILE.json', help: 'what is tried: see docs/speedrun-cells.json' },
  out: {
    value: 'DIR',
    help: 'folder for results.jsonl and the models; what is there already is not done again',
  },
  seeds: { value: 'N', help: `seeds of each cell (${rules.seeds})` },
  samples: { value: 'N', help: `samples to judge, rounded up to fifties (${rules.samples})` },
  data: { value: 'DIR', help: 'folder with the data set' },
} as const;

const atOnce = 50;
/** Between two checkpoints of a run. */
const stepsAtOnce = 100;

interface Run {
  readonly cell: Cell;
  readonly seed: number;
  readonly samples: number;
  readonly folder: string;
  readonly data: string;
  readonly known: readonly Result[];
}

export const speedrunCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, []),
  async run(args) {
    const options = parseOwn(args, own);
    const { cells: path, out, data = defaultDataFolder() } = options;
    if (!path) throw new LabError('bad-setting', '--cells FILE.json is missing: what is tried.');
    const seeds = Math.max(1, wholeNumber('seeds', options.seeds, rules.seeds));
    const wanted = Math.max(1, wholeNumber('samples', options.samples, rules.samples));
    const samples = atOnce * Math.ceil(wanted / atOnce);
    const cells = parseCells(new TextDecoder().decode(await readInput(path)));
    const folder = await claimFolder(out, { option: '--out DIR', purpose: 'where results and models go' });
    const file = join(folder, 'results.jsonl');
    const known = resultsOf(await readFile(file, 'utf8').catch(() => ''));
    for (const cell of cells) {
      for (let seed = 0; seed < seeds; seed++) {
        for await (const result of runCell({ cell, seed, samples, folder, data, known })) {
          await appendFile(file, `${JSON.stringify(result)}\n`);
          known.push(result);
        }
      }
    }
    await print(tableOf(cells, known, samples));
  },
};

/** The results that are not known yet. */
async function* runCell(run: Run): AsyncGenerator<Result, void, undefined> {
  const { cell, seed, samples, known } = run;
  const isKnown = (draw: number): boolean =>
    known.some(
      (one) => one.cell === cell.name && one.seed === seed && one.draw === draw && one.count === samples,
    );
  const missing = cell.draws.map((_, draw) => draw).filter((draw) => !isKnown(draw));
  if (missing.length === 0) return;
  const config = configOf(cell, seed);
  const judgeName = judgeOf(config);
  if (judgeName === null)
    throw new LabError('bad-setting', `Cell "${cell.name}": there is no judge for ${config.dataset}.`);
  const dataset = await openDataset(config, run.data);
  const { multiplyAdds } = countModel(buildModel(config, imageShape(dataset)));
  const steps = stepsWithin(cell.tflop, config, multiplyAdds);
  const trainer = await trained(
    { ...config, steps },
    dataset,
    join(run.folder, `${cell.name}-${seed}.safetensors`),
  );
  const engine = await openCliEngine();
  const judge = new Judge(engine, await judgeFile(judgeName));
  try {
    for (const draw of missing) {
      const own = { ...trainer.config, ...cell.draws[draw], sampleCount: atOnce, sampleClass: -1 };
      const meter = new Meter({
        engine,
        judge,
        model: trainer.model,
        pass: trainer.stepper.pass('average'),
        config: own,
        tables: makeTables(own),
        image: dataset,
        classes: dataset.classNames.length,
      });
      const progress = new Progress(`${cell.name}, seed ${seed}, drawing`);
      const onPart = (done: number): void => progress.update(done, samples);
      const { signal } = new AbortController();
      const found = await meter.measure(samples, dataset, { step: trainer.step, signal, onPart });
      meter.dispose();
      if (!found) return;
      const { pixels: _, labels: __, ...quality } = found;
      const tflop = trainingTflop(config, multiplyAdds, trainer.step);
      yield { cell: cell.name, seed, draw, tflop, ...quality };
    }
  } finally {
    judge.dispose();
    trainer.dispose();
  }
}

/** A training at its end; from its last checkpoint where there is one. */
async function trained(config: Trainer['config'], dataset: Dataset, path: string): Promise<Trainer> {
  const before = await readFile(path).catch(() => null);
  const checkpoint = before && Uint8Array.from(before).buffer;
  const trainer = new Trainer({
    engine: await openCliEngine(),
    config,
    dataset,
    ...(checkpoint && { checkpoint }),
  });
  if (trainer.step >= config.steps) return trainer;
  await trainer.prepare(() => undefined);
  const progress = new Progress(path);
  while (trainer.step < config.steps) {
    for await (const { step, steps } of trainer.run({ steps: stepsAtOnce, reportEvery: 1000 }))
      progress.update(step, steps);
    await writeFile(`${path}.part`, new Uint8Array(await trainer.checkpoint()));
    await rename(`${path}.part`, path);
  }
  return trainer;
}
