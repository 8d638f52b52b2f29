// `lab pack`: a checkpoint as a small file to hand out, as those in public/models/.
import { packCheckpoint } from '../engine/checkpoint/pack';
import { LabError } from '../lab/errors';
import type { CliCommand } from './command';
import { readInput } from './input';
import { optionHelp, parseOwn } from './options';
import { claimOutput } from './output';

const own = {
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  out: { value: 'FILE', help: 'file to write: averaged weights in half precision, settings, curves' },
} as const;

export const packCommand: CliCommand = {
  help: () => optionHelp(own, []),
  async run(args) {
    const { checkpoint, out } = parseOwn(args, own);
    if (!checkpoint) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to pack.');
    const output = await claimOutput(out, {
      option: '--out FILE',
      purpose: 'where the packed model goes',
      beside: [checkpoint],
    });
    const packed = packCheckpoint(await readInput(checkpoint));
    await output.write(new Uint8Array(packed));
    console.error(`${packed.byteLength} bytes → ${output.path}`);
  },
};
