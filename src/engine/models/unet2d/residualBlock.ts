// The residual block of diffusers (`ResnetBlock2D`): the time is added between the convolutions, or scales and shifts the
// second norm.
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Layers } from '../layers';
import type { Pass } from '../model';

export interface ResidualSpec {
  readonly inputs: number;
  readonly outputs: number;
  /** Side of the map. */
  readonly size: number;
  readonly groups: number;
  readonly timeWidth: number;
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

/** `time` is SiLU of the time embedding, [batch, timeWidth]. */
export type Block = (pass: Pass, x: Tensor4D, time: Tensor2D) => Tensor4D;

/**
 * x + conv(dropout(SiLU(norm(conv(SiLU(norm(x))) + linear(time))))), with a 1×1 shortcut where channels change; with
 * `scaleShift` norm(…)·(1 + scale) + shift of linear(time) instead.
 */
export function residualBlock(
  layers: Layers,
  name: string,
  { inputs, outputs, size, groups, timeWidth, dropout, scaleShift = false, zero = false }: ResidualSpec,
  names: ResidualNames = { time: 'time_emb_proj', shortcut: 'conv_shortcut' },
): Block {
  const norm1 = layers.groupNorm(`${name}.norm1`, { channels: inputs, groups, size });
  const conv1 = layers.convolution(`${name}.conv1`, { inputs, outputs, kernel: 3, size });
  const project = layers.linear(`${name}.${names.time}`, {
    inputs: timeWidth,
    outputs: scaleShift ? 2 * outputs : outputs,
  });
  const norm2 = layers.groupNorm(`${name}.norm2`, { channels: outputs, groups, size });
  const drop = layers.dropout(dropout);
  const conv2 = layers.convolution(`${name}.conv2`, { inputs: outputs, outputs, kernel: 3, size, zero });
  const shortcut =
    inputs === outputs
      ? null
      : layers.convolution(`${name}.${names.shortcut}`, { inputs, outputs, kernel: 1, size });
  return (pass, x, time) => {
    const told = project(pass, time);
    const h = conv1(pass, norm1(pass, x, { silu: true }), scaleShift ? {} : { channelAdd: told });
    const active = drop(pass, norm2(pass, h, { silu: true, ...(scaleShift && { modulation: told }) }));
    return conv2(pass, active, { residual: shortcut ? shortcut(pass, x) : x });
  };
}
