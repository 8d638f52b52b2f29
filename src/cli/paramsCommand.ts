// `lab params`: the layers of a model, its parameters and what they cost.
import { trainedShape } from '../datasets/pad';
import { datasets } from '../datasets/registry';
import type { ImageShape } from '../engine/models/model';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import type { CliCommand } from './command';
import { optionHelp, parseOptions } from './options';
import { describeModel, formatModel, type ModelDescription } from './params';
import { print } from './print';

const own = {
  json: { help: 'print one JSON object: parameters, tensors, multiplyAdds' },
} as const;

export const paramsCommand: CliCommand = {
  help: () => optionHelp(own, ['data', 'model']),
  async run(args) {
    const { config, asked, own: options } = parseOptions(args, own);
    const { description, assumed } = describe(config, { mayPad: !asked.has('padImages') });
    const { parameters, tensors, multiplyAdds } = description;
    if (options.json === undefined) return print(`${formatModel(description)}\n${assumed}`);
    console.error(assumed);
    await print(JSON.stringify({ parameters, tensors, multiplyAdds }));
  },
};

/** No file is read: the images are taken to be those of the data set, padded where the model needs that. */
export function describe(
  config: LabConfig,
  { mayPad }: { readonly mayPad: boolean },
): { readonly description: ModelDescription; readonly assumed: string } {
  const image = imageOf(config);
  try {
    return { description: describeModel(config, image), assumed: assumption(config, image) };
  } catch (thrown) {
    const wouldFit = thrown instanceof LabError && thrown.reason?.name === 'image-size-pad';
    if (!mayPad || !wouldFit) throw thrown;
    return describe({ ...config, padImages: true }, { mayPad: false });
  }
}

function imageOf(config: LabConfig): ImageShape {
  const { image, classNames } = datasets[config.dataset];
  return { ...trainedShape(image, config), classes: classNames.length };
}

function assumption({ dataset }: LabConfig, { height, width, channels, classes }: ImageShape): string {
  const { image } = datasets[dataset];
  const padded = image.height === height ? '' : `, padded from ${image.width}×${image.height} (--pad-images)`;
  return `for images of ${width}×${height} pixels in ${channels} ${channels === 1 ? 'channel' : 'channels'} and ${classes} ${classes === 1 ? 'class' : 'classes'} (--dataset ${dataset})${padded}`;
}
