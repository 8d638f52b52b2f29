// The `Unet` of lucidrains' denoising-diffusion-pytorch, which the tutorial T3 uses: linear attention at every level,
// full attention at the last one and in the middle.
import type { LabConfig } from '../../../lab/fields';
import { demandSize, demandWhole, demandWidth, take } from '../fit';
import { Layers } from '../layers';
import type { ImageShape, MapLayer, Model } from '../model';
import type { Block } from '../unet2d/residualBlock';
import { fullAttention, linearAttention } from './attention';
import { denoisingBlock } from './residualBlock';
import { denoisingTime } from './timeEmbedding';

type Options = Pick<LabConfig, 'width' | 'dimMults' | 'classConditional' | 'dropout'> & {
  readonly learnsVariance: boolean;
};

interface Stage {
  readonly block1: Block;
  readonly block2: Block;
  readonly attend: MapLayer;
  /** To the channels and the resolution of the next stage. */
  readonly leave: MapLayer;
}

/**
 * The original's Unet(dim = width, dim_mults = dimMults), plus a class embedding added to the time's if asked for.
 * @throws LabError `bad-setting` for an odd width, multipliers that are not whole, or images that cannot be halved between them.
 */
export function denoisingUnet(options: Options, image: ImageShape): Model {
  const { width, dimMults, dropout, classConditional, learnsVariance } = options;
  // Half of the time embedding are sines, half cosines.
  demandWidth('denoising-unet', width, 2);
  demandWhole('dimMults', dimMults);
  const last = dimMults.length - 1;
  demandSize('denoising-unet', image, last);
  const layers = new Layers();
  const readings = layers.linears(4 * width);
  /** Channels that a level has, and those that it hands to the next. */
  const levels = dimMults.map((multiplier, level) => ({
    level,
    inner: level === 0 ? width : width * (dimMults[level - 1] ?? 1),
    outer: width * multiplier,
    size: image.height / 2 ** level,
  }));
  const block = (name: string, inputs: number, outputs: number, size: number): Block =>
    denoisingBlock(layers, name, { inputs, outputs, size, time: readings, dropout });
  const attention = (name: string, channels: number, size: number, full: boolean): MapLayer => {
    const attend = full ? fullAttention : linearAttention;
    return attend(layers, name, { channels, size });
  };

  const entrance = { inputs: image.channels, outputs: width, kernel: 7, size: image.height, ofData: true };
  const initConv = layers.convolution('init_conv', entrance);
  const time = denoisingTime(layers, { dim: width, classes: classConditional ? image.classes : null });

  const down = levels.map(({ level, inner, outer, size }): Stage => {
    const name = `downs.${level}`;
    return {
      block1: block(`${name}.0`, inner, inner, size),
      block2: block(`${name}.1`, inner, inner, size),
      attend: attention(`${name}.2`, inner, size, level === last),
      leave:
        level === last
          ? layers.convolution(`${name}.3`, { inputs: inner, outputs: outer, kernel: 3, size })
          : unshuffleConvolution(layers, `${name}.3.1`, { inputs: inner, outputs: outer, size: size / 2 }),
    };
  });

  const bottom = { channels: width * (dimMults[last] ?? 1), size: image.height / 2 ** last };
  const middle1 = block('mid_block1', bottom.channels, bottom.channels, bottom.size);
  const middleAttention = attention('mid_attn', bottom.channels, bottom.size, true);
  const middle2 = block('mid_block2', bottom.channels, bottom.channels, bottom.size);

  const up = levels.toReversed().map(({ level, inner, outer, size }): Stage => {
    const name = `ups.${last - level}`;
    const widen = { inputs: outer, outputs: inner, kernel: 3 };
    return {
      block1: block(`${name}.0`, outer + inner, outer, size),
      block2: block(`${name}.1`, outer + inner, outer, size),
      attend: attention(`${name}.2`, outer, size, level === last),
      leave:
        level === 0
          ? layers.convolution(`${name}.3`, { ...widen, size })
          : layers.convolution(`${name}.3.1`, { ...widen, size: 2 * size, upsample: true }),
    };
  });

  const finalBlock = block('final_res_block', 2 * width, width, image.height);
  const finalConv = layers.convolution('final_conv', {
    last: true,
    inputs: width,
    outputs: learnsVariance ? 2 * image.channels : image.channels,
    kernel: 1,
    size: image.height,
  });

  return {
    name: 'denoising-unet',
    conditional: classConditional,
    parameters: layers.parameters,
    outline: layers.outline,
    embedding: time,
    forward(pass, input) {
      const { ops } = pass;
      const told = readings.run(pass, time(pass, input));
      const first = initConv(pass, input.x);
      let h = first;
      const kept = [];
      for (const { block1, block2, attend, leave } of down) {
        kept.push((h = block1(pass, h, told)));
        kept.push((h = attend(pass, block2(pass, h, told))));
        h = leave(pass, h);
      }
      h = middle2(pass, middleAttention(pass, middle1(pass, h, told)), told);
      for (const { block1, block2, attend, leave } of up) {
        h = block1(pass, ops.concat(h, take(kept)), told);
        h = block2(pass, ops.concat(h, take(kept)), told);
        h = leave(pass, attend(pass, h));
      }
      return finalConv(pass, finalBlock(pass, ops.concat(h, first), told));
    },
  };
}

/** 2×2 pixels to channels, then a 1×1 convolution: together one 2×2 convolution of stride 2 with the same numbers. */
const unshuffleConvolution = (
  layers: Layers,
  name: string,
  { inputs, outputs, size }: { inputs: number; outputs: number; size: number },
): MapLayer => {
  const convolution = layers.convolution(name, {
    inputs,
    outputs,
    kernel: 2,
    stride: 2,
    padding: 0,
    size,
    fileShape: [outputs, 4 * inputs, 1, 1],
  });
  return (pass, x) => convolution(pass, x);
};
