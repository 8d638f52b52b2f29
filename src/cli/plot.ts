// `lab plot`: the loss curve of a training log as a small SVG.
import { LabError } from '../lab/errors';
import type { CliCommand } from './command';
import { readInput } from './input';
import { lossSvg } from './lossSvg';
import { optionHelp, parseOwn } from './options';
import { claimOutput } from './output';
import { parseTrainingLog } from './trainingLog';

const own = {
  log: { value: 'FILE.jsonl', help: 'log of a training run' },
  out: { value: 'FILE.svg', help: 'picture to write' },
} as const;

export const plotCommand: CliCommand = {
  help: () => optionHelp(own, []),
  async run(args) {
    const { log, out } = parseOwn(args, own);
    if (!log) throw new LabError('bad-setting', '--log FILE.jsonl is missing: the log to draw.');
    const output = await claimOutput(out, {
      option: '--out FILE.svg',
      purpose: 'where the picture goes',
      beside: [log],
    });
    const text = new TextDecoder().decode(await readInput(log));
    const { losses, cut } = parseTrainingLog(log, text);
    if (cut) console.error(`The last line of ${log} is cut off and was left out.`);
    await output.write(lossSvg(losses));
  },
};
