// `lab train`: trains headless, writes a checkpoint and a log with one line a step.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { countModel } from '../engine/models/model';
import { Trainer } from '../engine/training/trainer';
import { LabError } from '../lab/errors';
import { presetChanges, presetNames } from '../lab/presets';
import type { CliCommand } from './command';
import { defaultDataFolder, openDataset, readInput, writeOutput } from './files';
import { closeCliEngine, openCliEngine } from './openEngine';
import { optionHelp, parseOptions } from './options';
import { Progress } from './progress';

const own = {
  data: { value: 'DIR', help: 'folder with the data set (LAB_DATA_DIR, else public/data)' },
  out: { value: 'FILE', help: 'checkpoint to write, safetensors' },
  log: { value: 'FILE.jsonl', help: 'log to write: {"step", "loss", "gradientNorm", …} a line' },
  checkpoint: { value: 'FILE', help: 'go on from this checkpoint' },
  preset: { value: 'NAME', help: `start from a preset: ${presetNames.join(', ')}` },
} as const;

const presetLines = (): string =>
  presetNames.map((name) => `  ${name}: ${JSON.stringify(presetChanges(name))}`).join('\n');

export const trainCommand: CliCommand = {
  close: closeCliEngine,
  help: () =>
    `${optionHelp(own, ['data', 'schedule', 'objective', 'model', 'training'])}\n\nWhat each preset sets; an option beside it wins:\n${presetLines()}`,
  async run(args) {
    const { config, own: options } = parseOptions(args, own, { rename: { seed: 'trainSeed' } });
    if (!options.out) throw new LabError('bad-setting', '--out FILE is missing: where the checkpoint goes.');
    const dataset = await openDataset(config.dataset, options.data ?? defaultDataFolder());
    const engine = await openCliEngine();
    const checkpoint = options.checkpoint ? await readInput(options.checkpoint) : null;
    const trainer = new Trainer({
      engine,
      config,
      dataset,
      onEager: (cause) =>
        console.error(`Recording the training step failed, so it runs more slowly: ${cause}`),
      ...(checkpoint ? { checkpoint } : {}),
    });
    const { parameters } = countModel(trainer.model);
    console.error(
      `${engine.adapterName || 'unnamed GPU'}: ${config.model}, ${parameters} parameters, ${dataset.count} images of ${dataset.name}`,
    );
    const compiling = new Progress('compiling');
    await trainer.prepare((done, total) => compiling.update(done, total));

    const stop = new AbortController();
    // The first Ctrl-C ends the run in order: the checkpoint is written all the same.
    process.once('SIGINT', () => stop.abort());
    const log = options.log ? createWriteStream(options.log) : null;
    const progress = new Progress('training');
    const begun = performance.now();
    for await (const report of trainer.run({ signal: stop.signal, reportEvery: 1000 })) {
      report.losses.forEach((loss, i) => {
        const step = report.step - report.losses.length + i + 1;
        const quartiles = [...report.quartileLosses.subarray(4 * i, 4 * i + 4)];
        const seconds = (performance.now() - begun) / 1000;
        const line = {
          step,
          loss,
          gradientNorm: report.gradientNorms[i],
          quartiles,
          seconds: Number(seconds.toFixed(3)),
        };
        log?.write(`${JSON.stringify(line)}\n`);
      });
      const mean = report.losses.reduce((a, b) => a + b, 0) / report.losses.length;
      progress.update(
        report.step,
        report.steps,
        `loss ${mean.toFixed(5)}, ${report.stepsPerSecond.toFixed(2)} steps/s,`,
      );
    }
    if (log) {
      log.end();
      await once(log, 'finish');
    }
    await writeOutput(options.out, new Uint8Array(await trainer.checkpoint()));
    console.error(
      `${trainer.step} steps in ${((performance.now() - begun) / 1000).toFixed(1)} s → ${options.out}`,
    );
  },
};
