// The residual block of denoising-diffusion-pytorch (`ResnetBlock`): convolution first, then norm, then SiLU.
import { split, type Tensor2D } from '@tensorflow/tfjs-core';
import { LabError } from '../../../lab/errors';
import type { Layers, Linears } from '../layers';
import type { Block } from '../unet2d/residualBlock';
import { rmsNorm } from './rmsNorm';

export interface DenoisingBlockSpec {
  readonly inputs: number;
  readonly outputs: number;
  /** Side of the map. */
  readonly size: number;
  /** Where the blocks' readings of the time embedding are registered. */
  readonly time: Linears;
  readonly dropout: number;
}

/** The time scales and shifts the first of the two norms. */
export function denoisingBlock(
  layers: Layers,
  name: string,
  { inputs, outputs, size, time, dropout }: DenoisingBlockSpec,
): Block {
  const project = time.add(`${name}.mlp.1`, 2 * outputs);
  const shape = { channels: outputs, size };
  const conv1 = layers.convolution(`${name}.block1.proj`, { inputs, outputs, kernel: 3, size });
  const norm1 = rmsNorm(layers, `${name}.block1.norm`, shape);
  const drop = layers.dropout(dropout);
  const conv2 = layers.convolution(`${name}.block2.proj`, { inputs: outputs, outputs, kernel: 3, size });
  const norm2 = rmsNorm(layers, `${name}.block2.norm`, shape);
  const shortcut =
    inputs === outputs ? null : layers.convolution(`${name}.res_conv`, { inputs, outputs, kernel: 1, size });
  return (pass, x, told) => {
    const { ops } = pass;
    const [scale, shift] = split<Tensor2D>(project(told), 2, 1);
    if (!scale || !shift) throw new LabError('internal', 'The modulation must split into scale and shift.');
    const h = drop(pass, ops.silu(norm1(pass, conv1(pass, x), { scale, shift })));
    const y = ops.silu(norm2(pass, conv2(pass, h)));
    return shortcut ? shortcut(pass, x, { residual: y }) : ops.add(y, x);
  };
}
