// `lab params`: the layers of a model, its parameters and what they cost.
import type { CliCommand } from './command';
import { optionHelp, parseOptions } from './options';
import { describeModel, formatModel } from './params';
import { print } from './print';

const own = {
  json: { help: 'print one JSON object: parameters, tensors, multiplyAdds' },
} as const;

/** Shapes of the data sets, so that no file has to be read. */
const images = {
  strokes: { height: 28, width: 28, channels: 1, classes: 10 },
  mnist: { height: 28, width: 28, channels: 1, classes: 10 },
  cifar10: { height: 32, width: 32, channels: 3, classes: 10 },
  own: { height: 32, width: 32, channels: 3, classes: 1 },
} as const;

export const paramsCommand: CliCommand = {
  help: () => optionHelp(own, ['model']),
  async run(args) {
    const { config, own: options } = parseOptions(args, own);
    const description = describeModel(config, images[config.dataset]);
    const { parameters, tensors, multiplyAdds } = description;
    await print(
      options.json === undefined
        ? formatModel(description)
        : JSON.stringify({ parameters, tensors, multiplyAdds }),
    );
  },
};
