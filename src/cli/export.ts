// `lab export`: a checkpoint in another form: for other programs, or as a recording for the page.
import { LabError } from '../lab/errors';
import { handoverFormats, type HandoverFormat } from '../lab/handover';
import { classOption } from './classes';
import type { CliCommand } from './command';
import { readModel } from './modelFile';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions } from './options';
import { claimOutput } from './output';
import { recordReverse } from './recording';

const forms = Object.keys(handoverFormats) as HandoverFormat[];
const recording = 'recording';
const names = [recording, ...forms];

const ofRecording = { class: classOption } as const;
const ofAll = {
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  format: { value: names.join('|'), help: 'what to make of it (recording: for public/recording.bin)' },
  out: { value: 'FILE', help: 'file to write' },
} as const;
const own = { ...ofRecording, ...ofAll };

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;

export const exportCommand: CliCommand = {
  close: closeCliEngine,
  help: () => `${optionHelp(ofAll, [])}\n\nOf a recording:\n${optionHelp(ofRecording, ['sampling'])}`,
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { checkpoint, format = recording, out } = parsed.own;
    if (!checkpoint) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to export.');
    if (!names.includes(format))
      throw new LabError('bad-setting', `--format is "${format}", expected one of ${names.join(', ')}.`);
    const form = forms.find((name) => name === format);
    const [setting = parsed.own.class === undefined ? undefined : '--class'] = parsed.asked.values();
    if (form && setting !== undefined)
      throw new LabError(
        'bad-setting',
        `${setting} is for a recording: the ${form} form has the settings that the model was trained with. Leave it out.`,
      );
    const output = await claimOutput(out, {
      option: '--out FILE',
      purpose: `where the ${format} goes`,
      beside: [checkpoint],
    });
    const file = form
      ? new Uint8Array(await convert(checkpoint, form))
      : await recordReverse(checkpoint, parsed);
    await output.write(file);
    console.error(`${file.length} bytes → ${output.path}`);
  },
};

async function convert(path: string, format: HandoverFormat): Promise<ArrayBuffer> {
  const { handOver } = await import('../engine/handover/exchange');
  return handOver(await readModel(path), format);
}
