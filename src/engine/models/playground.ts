// The page's own model: a small class-conditional UNet that shows digits soonest (docs/results, "Recipes tried").
// Pixel-unshuffle at the door, two levels, pre-norm residual blocks with scale and shift by the time embedding,
// attention at the bottom. Second convolutions start at zero, so that every block starts as the identity.
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { LabConfig } from '../../lab/fields';
import { attentionBlock } from './attentionBlock';
import { demandSize, demandWidth } from './fit';
import { Layers, type Linears } from './layers';
import type { ImageShape, Model, Pass } from './model';
import { timeEmbedding } from './timeEmbedding';

type Options = Pick<LabConfig, 'width' | 'classConditional' | 'dropout'> & {
  readonly learnsVariance: boolean;
};
type Block = (pass: Pass, x: Tensor4D, told: readonly Tensor2D[]) => Tensor4D;

/** Of every norm: all maps are as wide as the model, twice or three times that. */
const groups = 8;

interface BlockSpec {
  readonly inputs: number;
  readonly outputs: number;
  /** Side of the map. */
  readonly size: number;
  /** Where the blocks' readings of the time embedding are registered. */
  readonly time: Linears;
  readonly dropout: number;
}

/** `told` is what the blocks read of the time, each its own part. */
function residualBlock(
  layers: Layers,
  name: string,
  { inputs, outputs, size, time, dropout }: BlockSpec,
): Block {
  const norm1 = layers.groupNorm(`${name}.norm1`, { channels: inputs, groups, size });
  const conv1 = layers.convolution(`${name}.conv1`, { inputs, outputs, kernel: 3, size });
  const modulation = time.add(`${name}.time_emb_proj`, 2 * outputs);
  const norm2 = layers.groupNorm(`${name}.norm2`, { channels: outputs, groups, size });
  const drop = layers.dropout(dropout);
  const conv2 = layers.convolution(`${name}.conv2`, {
    inputs: outputs,
    outputs,
    kernel: 3,
    size,
    zero: true,
  });
  const shortcut =
    inputs === outputs
      ? null
      : layers.convolution(`${name}.conv_shortcut`, { inputs, outputs, kernel: 1, size });
  return (pass, x, told) => {
    const h = conv1(pass, norm1(pass, x, { silu: true }));
    const modulated = norm2(pass, h, { silu: true, modulation: modulation(told) });
    return conv2(pass, drop(pass, modulated), { residual: shortcut ? shortcut(pass, x) : x });
  };
}

/**
 * @throws LabError `bad-setting` for a width without 8 groups, or sides that are no multiples of 4.
 */
export function playground(
  { width, classConditional, dropout, learnsVariance }: Options,
  image: ImageShape,
): Model {
  demandWidth('playground', width, groups);
  demandSize('playground', image, 2);
  const { height, channels, classes } = image;
  const layers = new Layers();
  const [narrow, wide] = [width, 2 * width];
  const readings = layers.linears(4 * width);
  const [fine, coarse] = [height / 2, height / 4];
  const embedding = timeEmbedding(layers, {
    names: ['time_embedding.linear_1', 'time_embedding.linear_2'],
    dim: width,
    order: 'cos-sin',
    shift: 0,
    classes: classConditional ? classes : null,
  });
  const block = (name: string, inputs: number, outputs: number, size: number): Block =>
    residualBlock(layers, name, { inputs, outputs, size, time: readings, dropout });

  const convIn = layers.convolution('conv_in', {
    inputs: 4 * channels,
    outputs: narrow,
    kernel: 3,
    size: fine,
    ofData: true,
  });
  const down0 = block('down_blocks.0.resnets.0', narrow, narrow, fine);
  const downsample = layers.convolution('down_blocks.0.downsamplers.0.conv', {
    inputs: narrow,
    outputs: narrow,
    kernel: 3,
    stride: 2,
    size: coarse,
  });
  const down1 = block('down_blocks.1.resnets.0', narrow, wide, coarse);
  const middle0 = block('mid_block.resnets.0', wide, wide, coarse);
  const attention = attentionBlock(layers, 'mid_block.attentions.0', {
    channels: wide,
    size: coarse,
    heads: 4,
    groups,
  });
  const middle1 = block('mid_block.resnets.1', wide, wide, coarse);
  const up1a = block('up_blocks.0.resnets.0', 2 * wide, wide, coarse);
  const up1b = block('up_blocks.0.resnets.1', wide + narrow, wide, coarse);
  const upsample = layers.convolution('up_blocks.0.upsamplers.0.conv', {
    inputs: wide,
    outputs: wide,
    kernel: 3,
    upsample: true,
    size: fine,
  });
  const up0a = block('up_blocks.1.resnets.0', wide + narrow, narrow, fine);
  const up0b = block('up_blocks.1.resnets.1', 2 * narrow, narrow, fine);
  const normOut = layers.groupNorm('conv_norm_out', {
    channels: narrow,
    groups,
    size: fine,
  });
  const convOut = layers.convolution('conv_out', {
    last: true,
    inputs: narrow,
    outputs: 4 * channels * (learnsVariance ? 2 : 1),
    kernel: 3,
    size: fine,
    zero: true,
  });

  return {
    name: 'playground',
    conditional: classConditional,
    parameters: layers.parameters,
    outline: layers.outline,
    embedding,
    forward(pass, input) {
      const { ops } = pass;
      const told = readings.run(pass, embedding(pass, input));
      const entrance = convIn(pass, ops.pixelUnshuffle(input.x));
      const fineMap = down0(pass, entrance, told);
      const halved = downsample(pass, fineMap);
      const coarseMap = down1(pass, halved, told);
      let h = middle1(pass, attention(pass, middle0(pass, coarseMap, told)), told);
      h = up1b(pass, ops.concat(up1a(pass, ops.concat(h, coarseMap), told), halved), told);
      h = upsample(pass, h);
      h = up0b(pass, ops.concat(up0a(pass, ops.concat(h, fineMap), told), entrance), told);
      return ops.pixelShuffle(convOut(pass, normOut(pass, h, { silu: true })));
    },
  };
}
