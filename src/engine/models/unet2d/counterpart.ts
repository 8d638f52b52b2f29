// The same network as a configuration of diffusers' UNet2DModel: what `unet/config.json` holds of it.
import type { ImageShape } from '../model';
import type { Unet2dOptions } from './options';

/** The options that our networks differ in. */
interface FreeOptions {
  readonly sample_size: number;
  readonly in_channels: number;
  readonly out_channels: number;
  readonly block_out_channels: readonly number[];
  readonly layers_per_block: number;
  readonly down_block_types: readonly string[];
  readonly up_block_types: readonly string[];
  readonly attention_head_dim: number;
  readonly norm_num_groups: number;
  readonly attn_norm_num_groups: number;
  readonly resnet_time_scale_shift: string;
  readonly dropout: number;
  /** The classes, and one more for "no class". */
  readonly num_class_embeds: number | null;
}

/** Options of UNet2DModel that our network knows one value of. */
export const fixedOptions = {
  act_fn: 'silu',
  add_attention: true,
  center_input_sample: false,
  class_embed_type: null,
  downsample_padding: 1,
  downsample_type: 'conv',
  flip_sin_to_cos: true,
  freq_shift: 0,
  mid_block_scale_factor: 1,
  mid_block_type: 'UNetMidBlock2D',
  norm_eps: 1e-5,
  num_train_timesteps: null,
  time_embedding_dim: null,
  time_embedding_type: 'positional',
  upsample_type: 'conv',
} as const;

export type UnetConfig = FreeOptions & typeof fixedOptions & { readonly _class_name: 'UNet2DModel' };

export const unet2dCounterpart = (options: Unet2dOptions, image: ImageShape): UnetConfig => ({
  _class_name: 'UNet2DModel',
  ...fixedOptions,
  sample_size: image.height,
  in_channels: image.channels,
  out_channels: options.learnsVariance ? 2 * image.channels : image.channels,
  block_out_channels: options.blockOutChannels,
  layers_per_block: options.layersPerBlock,
  down_block_types: options.downBlockTypes,
  up_block_types: options.upBlockTypes,
  attention_head_dim: options.attentionHeadDim,
  norm_num_groups: options.normNumGroups,
  // With `scale_shift` the middle attention has a norm only where this is said.
  attn_norm_num_groups: options.normNumGroups,
  resnet_time_scale_shift: options.resnetTimeScaleShift,
  dropout: options.dropout,
  num_class_embeds: options.classConditional ? image.classes + 1 : null,
});
