// UNet2DModel of diffusers with the options that the opening recipe and the tutorials T0 and T2 use, down to the names
// of the tensors. Its `attn_norm_num_groups` is always `norm_num_groups`.
import { attentionBlock } from '../attentionBlock';
import { take } from '../fit';
import { Layers } from '../layers';
import type { ImageShape, MapLayer, Model } from '../model';
import { timeEmbedding } from '../timeEmbedding';
import { levelsOf, type Unet2dOptions } from './options';
import { residualBlock, type Block } from './residualBlock';

interface DownLevel {
  readonly blocks: readonly Block[];
  readonly downsample: MapLayer | null;
}

interface UpLevel {
  readonly blocks: readonly Block[];
  readonly upsample: MapLayer | null;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/**
 * 1,707,009 parameters in 318 tensors for T0's options, 168,353 for the opening recipe's.
 * @throws LabError `bad-setting` naming the option that does not fit the others or the images.
 */
export function unet2d(options: Unet2dOptions, image: ImageShape): Model {
  const { layersPerBlock, attentionHeadDim, normNumGroups: groups, dropout, zeroInit: zero } = options;
  const scaleShift = options.resnetTimeScaleShift === 'scale_shift';
  const levels = levelsOf(options, image);
  const [first] = levels;
  const deepest = levels.at(-1) ?? first;
  const layers = new Layers();
  const readings = layers.linears(4 * first.channels);

  const attention = (name: string, channels: number, size: number): MapLayer =>
    attentionBlock(layers, name, {
      channels,
      size,
      groups,
      heads: channels / attentionHeadDim,
      zero,
    });
  /** Residual block number `i` of a stage, followed by attention where the stage has it. */
  const block = (
    stage: string,
    i: number,
    shape: { inputs: number; outputs: number; size: number; attends: boolean },
  ): Block => {
    const { inputs, outputs, size, attends } = shape;
    const spec = { inputs, outputs, size, groups, time: readings, dropout, scaleShift, zero };
    const residual = residualBlock(layers, `${stage}.resnets.${i}`, spec);
    if (!attends) return residual;
    const attend = attention(`${stage}.attentions.${i}`, outputs, size);
    return (pass, x, told) => attend(pass, residual(pass, x, told));
  };

  const convIn = layers.convolution('conv_in', {
    inputs: image.channels,
    outputs: first.channels,
    kernel: 3,
    size: first.size,
    ofData: true,
  });
  const time = timeEmbedding(layers, {
    names: ['time_embedding.linear_1', 'time_embedding.linear_2'],
    dim: first.channels,
    order: 'cos-sin',
    shift: 0,
    classes: options.classConditional ? image.classes : null,
  });

  /** Channels of the maps that are kept for the way up, in the order in which they are made. */
  const kept = [first.channels];
  let width = first.channels;
  const down = levels.map(({ channels, size, attendsDown }, level): DownLevel => {
    const stage = `down_blocks.${level}`;
    const blocks = range(layersPerBlock).map((i) => {
      const made = block(stage, i, { inputs: width, outputs: channels, size, attends: attendsDown });
      kept.push((width = channels));
      return made;
    });
    if (level === levels.length - 1) return { blocks, downsample: null };
    kept.push(channels);
    const shape = { inputs: channels, outputs: channels, kernel: 3, stride: 2, size: size / 2 } as const;
    return { blocks, downsample: layers.convolution(`${stage}.downsamplers.0.conv`, shape) };
  });

  const bottom = { inputs: width, outputs: width, size: deepest.size };
  const middle0 = block('mid_block', 0, { ...bottom, attends: true });
  const middle1 = block('mid_block', 1, { ...bottom, attends: false });

  const up = levels.toReversed().map(({ channels, size, attendsUp }, level): UpLevel => {
    const stage = `up_blocks.${level}`;
    const blocks = range(layersPerBlock + 1).map((i) => {
      const inputs = width + take(kept);
      width = channels;
      return block(stage, i, { inputs, outputs: channels, size, attends: attendsUp });
    });
    if (level === levels.length - 1) return { blocks, upsample: null };
    const shape = { inputs: channels, outputs: channels, kernel: 3, upsample: true, size: 2 * size };
    return { blocks, upsample: layers.convolution(`${stage}.upsamplers.0.conv`, shape) };
  });

  const normOut = layers.groupNorm('conv_norm_out', { channels: first.channels, groups, size: first.size });
  const convOut = layers.convolution('conv_out', {
    last: true,
    zero,
    inputs: first.channels,
    outputs: options.learnsVariance ? 2 * image.channels : image.channels,
    kernel: 3,
    size: first.size,
  });

  return {
    name: 'unet2d',
    conditional: options.classConditional,
    parameters: layers.parameters,
    outline: layers.outline,
    embedding: time,
    forward(pass, input) {
      const told = readings.run(pass, time(pass, input));
      let h = convIn(pass, input.x);
      const skips = [h];
      for (const { blocks, downsample } of down) {
        for (const run of blocks) skips.push((h = run(pass, h, told)));
        if (downsample) skips.push((h = downsample(pass, h)));
      }
      h = middle1(pass, middle0(pass, h, told), told);
      for (const { blocks, upsample } of up) {
        for (const run of blocks) h = run(pass, pass.ops.concat(h, take(skips)), told);
        if (upsample) h = upsample(pass, h);
      }
      return convOut(pass, normOut(pass, h, { silu: true }));
    },
  };
}
