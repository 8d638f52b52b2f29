// The residual block of diffusers (`ResnetBlock2D`): the time is added between the convolutions, or scales and shifts the
// second norm.
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Layers, Linears } from '../layers';
import type { Pass } from '../model';

export interface ResidualSpec {
  readonly inputs: number;
  readonly outputs: number;
  /** Side of the map. */
  readonly size: number;
  readonly groups: number;
  /** Where the blocks' readings of the time embedding are registered. */
  readonly time: Linears;
  readonly dropout: number;
  /** diffusers' `time_embedding_norm` is `scale_shift`. */
  readonly scaleShift?: boolean;
  /** The second convolution starts at zero: the block as the identity. */
  readonly zero?: boolean;
}

export interface ResidualNames {
  readonly time: string;
  readonly shortcut: string;
}

/** `told` is what the network's blocks read of the time, each its own part. */
export type Block = (pass: Pass, x: Tensor4D, told: readonly Tensor2D[]) => Tensor4D;

/**
 * x + conv(dropout(SiLU(norm(conv(SiLU(norm(x))) + linear(time))))), with a 1×1 shortcut where channels change; with
 * `scaleShift` norm(…)·(1 + scale) + shift of linear(time) instead.
 */
export function residualBlock(
  layers: Layers,
  name: string,
  { inputs, outputs, size, groups, time, dropout, scaleShift = false, zero = false }: ResidualSpec,
  names: ResidualNames = { time: 'time_emb_proj', shortcut: 'conv_shortcut' },
): Block {
  const norm1 = layers.groupNorm(`${name}.norm1`, { channels: inputs, groups, size });
  const conv1 = layers.convolution(`${name}.conv1`, { inputs, outputs, kernel: 3, size });
  const project = time.add(`${name}.${names.time}`, scaleShift ? 2 * outputs : outputs);
  const norm2 = layers.groupNorm(`${name}.norm2`, { channels: outputs, groups, size });
  const drop = layers.dropout(dropout);
  const conv2 = layers.convolution(`${name}.conv2`, { inputs: outputs, outputs, kernel: 3, size, zero });
  const shortcut =
    inputs === outputs
      ? null
      : layers.convolution(`${name}.${names.shortcut}`, { inputs, outputs, kernel: 1, size });
  return (pass, x, told) => {
    const own = project(told);
    const h = conv1(pass, norm1(pass, x, { silu: true }), scaleShift ? {} : { channelAdd: own });
    const active = drop(pass, norm2(pass, h, { silu: true, ...(scaleShift && { modulation: own }) }));
    return conv2(pass, active, { residual: shortcut ? shortcut(pass, x) : x });
  };
}
