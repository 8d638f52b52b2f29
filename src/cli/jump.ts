// `lab jump`: teaches a trained model to draw in one step, and writes the model that does.
import { makeTables } from '../diffusion/process/tables';
import { imageShape, Trainer } from '../engine/training/trainer';
import { makePairs } from '../engine/training/pairs';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { canJump, jumpConfig, pairCount, teacherConfig } from '../lab/jump';
import { openCheckpoint } from './checkpointSampler';
import { demandClasses } from './classes';
import type { CliCommand } from './command';
import { defaultDataFolder, likeImages, openDataset } from './data';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions, type Parsed } from './options';
import { claimOutput } from './output';
import { Progress } from './progress';
import { reports } from './train';
import { openedConfig } from './trained';
import { TrainingLog } from './trainingLog';

const own = {
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  out: { value: 'FILE', help: 'the model that jumps, safetensors' },
  log: { value: 'FILE.jsonl', help: 'a line of numbers every step' },
  data: { value: 'DIR', help: 'folder with the data set that it was trained on' },
} as const;

export const jumpCommand: CliCommand = {
  close: closeCliEngine,
  help: () =>
    `${optionHelp(own, [])}\n  --steps N, --learning-rate X, --batch-size N: of the run that teaches it`,
  async run(args) {
    const parsed = parseOptions(args, own, { rename: { seed: 'trainSeed' } });
    const { checkpoint: path, out, log: logPath, data } = parsed.own;
    if (!path) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to teach.');
    const output = await claimOutput(out, {
      option: '--out FILE',
      purpose: 'where the model that jumps goes',
      beside: [path, logPath],
    });
    const logOutput =
      logPath === undefined
        ? null
        : await claimOutput(logPath, {
            option: '--log FILE.jsonl',
            purpose: 'where the log goes',
            beside: [path, out],
          });
    const opened = await openCheckpoint({
      path,
      weights: 'ema',
      configure: ({ config: trained }) => {
        pupilConfig(trained, parsed);
        return teacherConfig(openedConfig(trained, { ...parsed, changes: {} }, 'sampling'));
      },
    });
    const config = pupilConfig(opened.facts.config, parsed);
    const dataset = await openDataset(config, data ?? defaultDataFolder(), likeImages(opened.facts));
    demandClasses(dataset, opened.facts);
    const { engine } = opened.options;
    const drawing = new Progress('drawing pairs');
    const pairs = await makePairs({
      ...opened.options,
      tables: makeTables(opened.config),
      count: pairCount(config),
      seed: config.trainSeed,
      dataset,
      signal: new AbortController().signal,
      onProgress: (done, total) => drawing.update(done, total),
    });
    if (!pairs) return;
    const trainer = new Trainer({
      engine,
      config,
      dataset,
      teaching: { initial: { weights: opened.weights }, pairs },
    });
    const compiling = new Progress('compiling');
    await trainer.prepare((done, total) => compiling.update(done, total));
    const log = logOutput && (await TrainingLog.open(logOutput.path));
    const begun = performance.now();
    const secondsNow = (): number => (performance.now() - begun) / 1000;
    try {
      for await (const report of reports(trainer)) await log?.add(report, secondsNow());
    } finally {
      await log?.close();
    }
    await output.write(new Uint8Array(await trainer.checkpoint()));
    const { classes } = imageShape(dataset);
    console.error(
      `${pairs.count} pairs of ${classes} classes, ${trainer.step} steps in ${secondsNow().toFixed(1)} s → ${output.path}`,
    );
    if (log?.failure) throw log.failure;
  },
};

/** Settings of the run that teaches. @throws LabError `bad-setting` where there is nothing to teach. */
function pupilConfig(trained: LabConfig, parsed: Pick<Parsed, 'changes' | 'asked'>): LabConfig {
  const config = openedConfig(jumpConfig(trained), parsed, 'training');
  if (canJump(config)) return config;
  throw new LabError(
    'bad-setting',
    `A model that predicts ${config.predictionType} of the process ${config.process} cannot jump: where there is nothing but noise, its answer says nothing of the image. Train one that predicts sample.`,
    { reason: { name: 'cannot-jump', values: {} } },
  );
}
