// A folder of diffusers as a file of ours. Its parts are known by what is inside, wherever they lie.
import { processOf } from '../../../diffusion/process/index';
import { broughtDataset, datasetNames, datasets, filedDatasets } from '../../../datasets/registry';
import { trainedShape } from '../../../datasets/pad';
import { z } from '../../../lab/zodMini';
import { parseConfig, parseSavedConfig } from '../../../lab/config';
import type { LabConfig } from '../../../lab/fields';
import type { CheckpointFacts } from '../../checkpoint/facts';
import { parseSafetensors, writeSafetensors, type StoredTensor } from '../../checkpoint/safetensors';
import type { ImageShape } from '../../models/model';
import { refuseUnread } from './refusals';
import { schedulerSettings } from './schedulerSettings';
import { timeShiftOf } from './scheduler';
import { shiftTime, timeLayer } from './timeShift';
import { unetSettings, type UnetSettings } from './unetSettings';

/** Bytes of the files of a folder by their paths; those of no use here may be left out. */
export type FolderFiles = ReadonlyMap<string, Uint8Array>;

type Json = Readonly<Record<string, unknown>>;

interface Parts {
  readonly unet: Json | null;
  readonly scheduler: Json | null;
  /** The lab's own words, in a folder that it wrote. */
  readonly lab: Json | null;
  readonly weights: Uint8Array | null;
}

/** Files that a folder is made of: what else lies there need not be read. */
export const isPart = (path: string): boolean => /\.(json|safetensors)$/i.test(path);

/**
 * @param present settings for what the folder does not say
 * @throws LabError `bad-checkpoint` naming what is missing or not supported, `bad-setting` for a value out of range.
 */
export function fromDiffusers(files: FolderFiles, present: LabConfig): ArrayBuffer {
  const { unet, scheduler, lab, weights } = partsOf(files);
  if (!unet) throw refuseUnread('unet/config.json', 'it is not there');
  if (!weights) throw refuseUnread('unet/diffusion_pytorch_model.safetensors', 'it is not there');
  const network = unetSettings(unet);
  const facts = lab ? ownWords(lab, network) : othersWords(network, scheduler, present);
  const { tensors } = parseSafetensors(weights.slice().buffer);
  const ours = new Map([...tensors].map(([name, tensor]) => [presentName(name), tensor]));
  const time = ours.get(timeLayer);
  if (time) ours.set(timeLayer, shiftTime(time, -timeShiftOf(facts.config)));
  return asFile(ours, facts);
}

function partsOf(files: FolderFiles): Parts {
  const jsons = [...files]
    .filter(([path]) => /\.json$/i.test(path))
    .map(([path, bytes]) => toJson(path, bytes));
  const ofClass = (pattern: RegExp): Json | null =>
    jsons.find((json) => pattern.test(String(json['_class_name']))) ?? null;
  const weights = [...files.keys()].filter((path) => /\.safetensors$/i.test(path));
  const best = weights.find((path) => path.endsWith('diffusion_pytorch_model.safetensors')) ?? weights[0];
  return {
    unet: ofClass(/^UNet/),
    scheduler: ofClass(/Scheduler$/),
    lab: jsons.find((json) => 'config' in json && 'image' in json) ?? null,
    weights: best === undefined ? null : (files.get(best) ?? null),
  };
}

function toJson(path: string, bytes: Uint8Array): Json {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Json) : {};
  } catch (cause) {
    throw refuseUnread(path, 'it is no JSON', cause);
  }
}

const labSchema = z.object({
  config: z.record(z.string(), z.unknown()),
  image: z.object({ classes: z.int().check(z.positive()) }),
  step: z.int().check(z.nonnegative()),
  classNames: z.optional(z.array(z.string())),
});

/** What a folder says of its model; classes that it does not name have their data set's names. */
interface Told extends Omit<CheckpointFacts, 'classNames'> {
  readonly classNames?: readonly string[];
}

function ownWords(lab: Json, { image }: UnetSettings): Told {
  const { data, error } = labSchema.safeParse(lab);
  if (!data) throw refuseUnread('diffusion_lab.json', 'it is not as the lab writes it', error);
  const { config, step, classNames } = data;
  return {
    config: parseSavedConfig(config),
    image: { ...image, classes: data.image.classes },
    step,
    ...(classNames && { classNames }),
  };
}

/** What the folder says, over the present settings. */
function othersWords(network: UnetSettings, scheduler: Json | null, present: LabConfig): Told {
  const { settings, image, classRows, learnsVariance } = network;
  const variance = learnsVariance ? 'learned_range' : 'fixed_small';
  const process = scheduler ? schedulerSettings(scheduler, { learnsVariance }) : { variance };
  const told = parseConfig({ ...settings, ...process, emaDecay: 0 }, present);
  const classes = classRows === null ? null : classRows - 1;
  const dataset = datasetLike(image, classes, told);
  return {
    config: { ...told, dataset, sampler: processOf(told).sampler },
    image: { ...image, classes: classes ?? datasets[dataset].classNames.length },
    step: 0,
  };
}

/** The present data set where it may be the model's, else the first that may. */
function datasetLike(
  image: Omit<ImageShape, 'classes'>,
  classes: number | null,
  { dataset, padImages }: LabConfig,
): LabConfig['dataset'] {
  const fits = (name: LabConfig['dataset']): boolean => {
    const shape = trainedShape(datasets[name].image, { padImages });
    const isAlike =
      shape.height === image.height && shape.width === image.width && shape.channels === image.channels;
    return isAlike && (classes ?? datasets[name].classNames.length) === datasets[name].classNames.length;
  };
  // Nobody else has trained on what is drawn here.
  return [dataset, ...filedDatasets, ...datasetNames].find(fits) ?? broughtDataset;
}

/** Attention's layers as they were called before diffusers 0.13. */
const formerNames: Readonly<Record<string, string>> = {
  query: 'to_q',
  key: 'to_k',
  value: 'to_v',
  proj_attn: 'to_out.0',
};

const presentName = (name: string): string =>
  name.replace(
    /(attentions\.\d+\.)(query|key|value|proj_attn)\./,
    (_, path: string, former: string) => `${path}${formerNames[former] ?? former}.`,
  );

const asFile = (
  tensors: ReadonlyMap<string, StoredTensor>,
  { config, image, classNames, step }: Told,
): ArrayBuffer =>
  writeSafetensors({
    tensors,
    metadata: {
      format: 'diffusion-lab',
      version: '1',
      config: JSON.stringify(config),
      image: JSON.stringify(image),
      ...(classNames && { classNames: JSON.stringify(classNames) }),
      step: String(step),
    },
  });
