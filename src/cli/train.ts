// `lab train`: trains headless, writes a checkpoint and a log with one line a step.
import { timesOfDigit } from '../datasets/own/cost';
import { checkpointFacts } from '../engine/checkpoint/facts';
import { countModel } from '../engine/models/model';
import type { TrainingReport } from '../engine/training/report';
import { Trainer } from '../engine/training/trainer';
import type { LabConfig } from '../lab/fields';
import { presetChanges, presetNames } from '../lab/presets';
import type { CliCommand } from './command';
import { demandClasses } from './classes';
import { defaultDataFolder, likeImages, openDataset, type OpenOptions } from './data';
import { readModel } from './modelFile';
import { ownOptions, readChoice } from './ownImages';
import { closeCliEngine, openCliEngine } from './openEngine';
import { optionHelp, parseOptions } from './options';
import { claimOutput, type Output } from './output';
import { Progress } from './progress';
import { demandSamples, openedConfig } from './trained';
import { TrainingLog } from './trainingLog';

const own = {
  data: {
    value: 'DIR',
    help: 'folder with the data set (LAB_DATA_DIR, else public/data), or a zip of own images',
  },
  ...ownOptions,
  out: { value: 'FILE', help: 'checkpoint to write, safetensors' },
  log: { value: 'FILE.jsonl', help: 'log to write: {"step", "loss", "gradientNorm", …} a line' },
  checkpoint: { value: 'FILE', help: 'go on from this checkpoint, with the settings that are in it' },
  preset: { value: 'NAME', help: `start from a preset: ${presetNames.join(', ')}` },
} as const;

const presetLines = (): string =>
  presetNames.map((name) => `  ${name}: ${JSON.stringify(presetChanges(name))}`).join('\n');

export const trainCommand: CliCommand = {
  close: closeCliEngine,
  help: () =>
    `${optionHelp(own, ['data', 'schedule', 'objective', 'model', 'training'])}\n\nWhat each preset sets; an option beside it wins:\n${presetLines()}`,
  async run(args) {
    const order = await readOrder(args);
    const trainer = await openTrainer(order);
    const begun = performance.now();
    const secondsNow = (): number => (performance.now() - begun) / 1000;
    const log = order.log && (await TrainingLog.open(order.log.path));
    try {
      for await (const report of reports(trainer)) await log?.add(report, secondsNow());
    } finally {
      await log?.close();
    }
    await order.out.write(new Uint8Array(await trainer.checkpoint()));
    console.error(`${trainer.step} steps in ${secondsNow().toFixed(1)} s → ${order.out.path}`);
    if (log?.failure) throw log.failure;
  },
};

/** What was ordered, found possible as far as that can be told before the work. */
export interface TrainingOrder {
  readonly config: LabConfig;
  readonly checkpoint: ArrayBuffer | null;
  readonly dataFolder: string;
  /** How own images are brought to one size. */
  readonly images: OpenOptions;
  readonly out: Output;
  readonly log: Output | null;
}

/** @throws LabError `bad-setting`, `bad-file`, `bad-checkpoint`. */
export async function readOrder(args: readonly string[]): Promise<TrainingOrder> {
  const parsed = parseOptions(args, own, { rename: { seed: 'trainSeed' } });
  const { out, log, data, checkpoint: path } = parsed.own;
  const checkpoint = path === undefined ? null : await readModel(path);
  const facts = checkpoint && checkpointFacts(checkpoint);
  const config = facts ? openedConfig(facts.config, parsed, 'training') : parsed.config;
  demandSamples(config, parsed.asked);
  const choice = readChoice(parsed.own);
  return {
    config,
    checkpoint,
    dataFolder: data ?? defaultDataFolder(),
    images: facts && parsed.own.size === undefined ? likeImages(facts, choice) : { choice },
    out: await claimOutput(out, { option: '--out FILE', purpose: 'where the checkpoint goes' }),
    log:
      log === undefined
        ? null
        : await claimOutput(log, {
            option: '--log FILE.jsonl',
            purpose: 'where the log goes',
            beside: [out, path],
          }),
  };
}

async function openTrainer({ config, checkpoint, dataFolder, images }: TrainingOrder): Promise<Trainer> {
  const dataset = await openDataset(config, dataFolder, images);
  if (checkpoint) demandClasses(dataset, checkpointFacts(checkpoint));
  const engine = await openCliEngine();
  const trainer = new Trainer({
    engine,
    config,
    dataset,
    onEager: (cause) => console.error(`Recording the training step failed, so it runs more slowly: ${cause}`),
    ...(checkpoint ? { checkpoint } : {}),
  });
  const { parameters } = countModel(trainer.model);
  console.error(
    `${engine.adapterName || 'unnamed GPU'}: ${config.model}, ${parameters} parameters, ${dataset.count} images of ${dataset.name}`,
  );
  const times = timesOfDigit(dataset);
  if (times !== null)
    console.error(
      `A step on ${dataset.width}×${dataset.height} pixels takes about ${times} times the work of a digit.`,
    );
  if (trainer.step >= config.steps) {
    console.error(`All ${config.steps} steps are done: ask for more with --steps.`);
  }
  const compiling = new Progress('compiling');
  await trainer.prepare((done, total) => compiling.update(done, total));
  return trainer;
}

/** Trains with a line of progress. The first Ctrl-C ends the run in order: the checkpoint is written all the same. */
export async function* reports(trainer: Trainer): AsyncGenerator<TrainingReport, void, undefined> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const progress = new Progress('training');
  for await (const report of trainer.run({ signal: stop.signal, reportEvery: 1000 })) {
    yield report;
    const mean = report.losses.reduce((a, b) => a + b, 0) / report.losses.length;
    progress.update(
      report.step,
      report.steps,
      `loss ${mean.toFixed(5)}, ${report.stepsPerSecond.toFixed(2)} steps/s,`,
    );
  }
}
