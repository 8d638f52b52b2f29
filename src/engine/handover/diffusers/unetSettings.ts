// A configuration of diffusers' UNet2DModel as settings of ours, refused by the name of what our network has not.
import { z } from '../../../lab/zodMini';
import type { LabConfig } from '../../../lab/fields';
import { fixedOptions } from '../../models/unet2d/counterpart';
import { refuseOption, refuseUnread } from './refusals';

/** What diffusers takes where a configuration is silent. */
const defaults = {
  ...fixedOptions,
  dropout: 0,
  attention_head_dim: 8,
  norm_num_groups: 32,
  attn_norm_num_groups: null,
  resnet_time_scale_shift: 'default',
  num_class_embeds: null,
  layers_per_block: 2,
} as const;

const count = z.int().check(z.positive());
const schema = z.object({
  sample_size: count,
  in_channels: count,
  out_channels: count,
  block_out_channels: z.array(count),
  layers_per_block: count,
  down_block_types: z.array(z.string()),
  up_block_types: z.array(z.string()),
  attention_head_dim: count,
  norm_num_groups: count,
  attn_norm_num_groups: z.nullable(count),
  resnet_time_scale_shift: z.string(),
  dropout: z.number(),
  num_class_embeds: z.nullable(count),
});

const known: ReadonlySet<string> = new Set([...Object.keys(schema.shape), ...Object.keys(fixedOptions)]);

export interface UnetSettings {
  readonly settings: Partial<Record<keyof LabConfig, unknown>>;
  readonly image: { readonly height: number; readonly width: number; readonly channels: number };
  /** Rows of the class embedding, the last for "no class"; null for a network that is told none. */
  readonly classRows: number | null;
  readonly learnsVariance: boolean;
}

/**
 * Values still to be checked by the table of settings.
 * @throws LabError `bad-checkpoint` naming the first option that our network has not.
 */
export function unetSettings(file: Readonly<Record<string, unknown>>): UnetSettings {
  if (file['_class_name'] !== undefined && file['_class_name'] !== 'UNet2DModel')
    throw refuseOption('_class_name', file['_class_name']);
  const sides = [file['sample_size']].flat();
  if (sides.some((side) => side !== sides[0])) throw refuseOption('sample_size', sides);
  const options: Readonly<Record<string, unknown>> = { ...defaults, ...file, sample_size: sides[0] };
  for (const [name, value] of Object.entries(fixedOptions))
    if (options[name] !== value) throw refuseOption(name, options[name]);
  // An option of a later version is off when it says nothing.
  const strange = Object.keys(file).find(
    (name) => !name.startsWith('_') && !known.has(name) && Boolean(file[name]),
  );
  if (strange !== undefined) throw refuseOption(strange, file[strange]);
  const { data, error } = schema.safeParse(options);
  if (!data) {
    const name = String(error.issues[0]?.path[0] ?? '');
    if (!(name in options)) throw refuseUnread('config.json', `it lacks ${name}`);
    throw refuseOption(name, options[name]);
  }
  const learnsVariance = data.out_channels === 2 * data.in_channels;
  if (data.out_channels !== data.in_channels && !learnsVariance)
    throw refuseOption('out_channels', data.out_channels);
  const isPlain = data.resnet_time_scale_shift === 'default' && data.attn_norm_num_groups === null;
  if (!isPlain && data.attn_norm_num_groups !== data.norm_num_groups)
    throw refuseOption('attn_norm_num_groups', data.attn_norm_num_groups);
  if (data.num_class_embeds === 1) throw refuseOption('num_class_embeds', 1);
  return {
    settings: {
      model: 'unet2d',
      blockOutChannels: data.block_out_channels,
      layersPerBlock: data.layers_per_block,
      downBlockTypes: data.down_block_types,
      upBlockTypes: data.up_block_types,
      attentionHeadDim: data.attention_head_dim,
      normNumGroups: data.norm_num_groups,
      resnetTimeScaleShift: data.resnet_time_scale_shift,
      dropout: data.dropout,
      classConditional: data.num_class_embeds !== null,
    },
    image: { height: data.sample_size, width: data.sample_size, channels: data.in_channels },
    classRows: data.num_class_embeds,
    learnsVariance,
  };
}
