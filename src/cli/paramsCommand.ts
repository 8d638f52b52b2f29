// `lab params`: the layers of a model, its parameters and what they cost.
import { datasets } from '../datasets/registry';
import type { CliCommand } from './command';
import { optionHelp, parseOptions } from './options';
import { describeModel, formatModel } from './params';
import { print } from './print';

const own = {
  json: { help: 'print one JSON object: parameters, tensors, multiplyAdds' },
} as const;

export const paramsCommand: CliCommand = {
  help: () => optionHelp(own, ['model']),
  async run(args) {
    const { config, own: options } = parseOptions(args, own);
    const { image, classNames } = datasets[config.dataset];
    const description = describeModel(config, { ...image, classes: classNames.length });
    const { parameters, tensors, multiplyAdds } = description;
    await print(
      options.json === undefined
        ? formatModel(description)
        : JSON.stringify({ parameters, tensors, multiplyAdds }),
    );
  },
};
