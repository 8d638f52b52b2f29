// A trained model as the folder of a diffusers pipeline: `DDPMPipeline.from_pretrained` loads it, the scripts beside it
// draw with classes and guidance, and go on training.
import { elsewhere } from '../../../datasets/elsewhere';
import { writeSafetensors } from '../../checkpoint/safetensors';
import { counterpartOf } from '../../models/counterparts';
import { torchTensors, type TrainedModel } from '../trained';
import type { Files } from '../../../lab/packZip';
import { modelCard } from './card';
import { samplePy } from './samplePy';
import { schedulerOf, timeShiftOf } from './scheduler';
import { shiftTime, timeLayer } from './timeShift';
import { trainPy } from './trainPy';

/** The version whose configurations are written; older and newer ones read them. */
const version = { _diffusers_version: '0.42.1' };

/** Of the file that holds what diffusers has no place for. */
export const labFile = 'diffusion_lab.json';

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** As diffusers writes them: its own words first, the others by name. */
const configJson = ({ _class_name, ...rest }: { readonly _class_name: string }): string =>
  json({
    _class_name,
    ...version,
    ...Object.fromEntries(Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  });

/** @throws LabError `bad-setting` naming what diffusers cannot hold. */
export function diffusersFolder(trained: TrainedModel): Files {
  const { config, image, classNames, step } = trained;
  const unet = counterpartOf(config, image);
  const scheduler = schedulerOf(config);
  const tensors = torchTensors(trained);
  const time = tensors.get(timeLayer);
  if (time) tensors.set(timeLayer, shiftTime(time, timeShiftOf(config)));
  const weights = writeSafetensors({ tensors, metadata: { format: 'pt' } });
  return new Map<string, string | Uint8Array>([
    [
      'model_index.json',
      json({
        _class_name: 'DDPMPipeline',
        ...version,
        scheduler: ['diffusers', scheduler._class_name],
        unet: ['diffusers', unet._class_name],
      }),
    ],
    ['scheduler/scheduler_config.json', configJson(scheduler)],
    ['unet/config.json', configJson(unet)],
    ['unet/diffusion_pytorch_model.safetensors', new Uint8Array(weights)],
    [labFile, json({ version: 1, step, image, classNames, elsewhere: elsewhere[config.dataset], config })],
    ['README.md', modelCard(trained)],
    ['sample.py', samplePy],
    ['train.py', trainPy],
  ]);
}
