// The `lab` command: the same engine as the page, headless.
import { LabError, toLabError } from '../lab/errors';
import type { CliCommand } from './command';
import { print } from './print';

interface Entry {
  /** One line for the overview. */
  readonly summary: string;
  /** A command is loaded when it is asked for: most need no GPU, and its libraries take seconds. */
  readonly load: () => Promise<CliCommand>;
}

export const commands = {
  train: {
    summary: 'train a model on a data set and write a checkpoint',
    load: async () => (await import('./train')).trainCommand,
  },
  sample: {
    summary: 'draw images from a checkpoint into a PNG',
    load: async () => (await import('./sample')).sampleCommand,
  },
  eval: {
    summary: 'have samples of a checkpoint judged, beside real images',
    load: async () => (await import('./eval')).evalCommand,
  },
  jump: {
    summary: 'teach a trained model to draw in one step',
    load: async () => (await import('./jump')).jumpCommand,
  },
  speedrun: {
    summary: 'train and judge every cell of a file by the rules of docs/speedrun.md',
    load: async () => (await import('./speedrun')).speedrunCommand,
  },
  interpolate: {
    summary: 'draw what lies between two noises or classes, or under rising guidance, into a PNG',
    load: async () => (await import('./interpolate')).interpolateCommand,
  },
  inpaint: {
    summary: 'keep a part of an image and draw the rest anew (RePaint)',
    load: async () => (await import('./inpaint')).inpaintCommand,
  },
  edit: {
    summary: 'draw variations of an image from every noise level into a PNG, with their similarity to it',
    load: async () => (await import('./edit')).editCommand,
  },
  export: {
    summary: 'turn a checkpoint into a diffusers pipeline, or into a recording for the page',
    load: async () => (await import('./export')).exportCommand,
  },
  pack: {
    summary: 'make a small file of a checkpoint, to hand out: averaged weights in half precision',
    load: async () => (await import('./pack')).packCommand,
  },
  plot: {
    summary: 'draw the loss curve of a training log as an SVG',
    load: async () => (await import('./plot')).plotCommand,
  },
  denoise: {
    summary: 'denoise with the perfect, a linear or a patch-wise denoiser, or a model; draw with the former',
    load: async () => (await import('./denoise')).denoiseCommand,
  },
  nll: {
    summary: 'measure the bits a dimension of a checkpoint on pictures of the test set',
    load: async () => (await import('./nll')).nllCommand,
  },
  plane: {
    summary: 'train a tiny network on points of the plane and compare its score with the exact one',
    load: async () => (await import('./plane')).planeCommand,
  },
  schedule: {
    summary: 'print the noise schedule and the tables derived from it',
    load: async () => (await import('./schedule')).scheduleCommand,
  },
  strip: {
    summary: 'draw the forward process of an image: step by step above, in one jump below',
    load: async () => (await import('./strip')).stripCommand,
  },
  timesteps: {
    summary: 'print the time steps that a sampler visits, from the noise to the data',
    load: async () => (await import('./timesteps')).timestepsCommand,
  },
  params: {
    summary: 'print the layers of a model with shapes, parameters and multiply-adds',
    load: async () => (await import('./paramsCommand')).paramsCommand,
  },
} as const satisfies Record<string, Entry>;

const overview = (): string =>
  [
    'Usage: npm run lab -- COMMAND [OPTIONS]',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(11)} ${summary}`),
    '',
    'npm run lab -- COMMAND --help lists the options of a command.',
  ].join('\n');

async function perform([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === 'help') return print(overview());
  const entry = Object.entries(commands).find(([key]) => key === name)?.[1];
  if (!entry) {
    const allowed = Object.keys(commands).join(', ');
    throw new LabError('bad-setting', `There is no command "${name}". Allowed are ${allowed}.`);
  }
  const command = await entry.load();
  if (args.includes('--help')) return print(`${entry.summary}\n\n${command.help()}`);
  try {
    await command.run(args);
  } finally {
    command.close?.();
  }
}

/**
 * Runs a command with what follows its name; what it refuses is said on standard error.
 * @returns the exit code: 2 for what was asked for wrongly, 1 for what failed, else 0
 */
export async function runLab(args: readonly string[]): Promise<number> {
  try {
    await perform(args);
    return 0;
  } catch (thrown) {
    const error = toLabError(thrown);
    console.error(error.message);
    if (error.code === 'internal') console.error(error.cause);
    return error.code === 'bad-setting' ? 2 : 1;
  }
}
