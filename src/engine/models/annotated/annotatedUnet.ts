// The UNet of labml-nn's annotated DDPM (`labml_nn.diffusion.ddpm.unet`), which the tutorial T4 uses.
import type { LabConfig } from '../../../lab/fields';
import { demandSize, demandWidth, take } from '../fit';
import { Layers } from '../layers';
import type { ImageShape, MapLayer, Model } from '../model';
import { timeEmbedding } from '../timeEmbedding';
import { residualBlock, type Block } from '../unet2d/residualBlock';
import { annotatedAttention } from './attention';

type Options = Pick<LabConfig, 'width' | 'classConditional' | 'dropout'> & {
  readonly learnsVariance: boolean;
};

/** A module of the way down or up: a block with attention or none, or a change of resolution. */
interface Stage {
  readonly run: Block;
  /** Blocks of the way up take a map that was kept on the way down. */
  readonly joins: boolean;
}

export interface AnnotatedArchitecture {
  /** Of channels from level to level, cumulative: 32, 64, 128, 512 channels for a width of 32. */
  readonly multipliers: readonly number[];
  /** Levels with attention. */
  readonly attends: readonly boolean[];
}

/** The original's defaults. */
const original: AnnotatedArchitecture = { multipliers: [1, 2, 2, 4], attends: [false, false, true, true] };
const blocksPerLevel = 2;
const groups = 32;
const lastGroups = 8;
const names = { time: 'time_emb', shortcut: 'shortcut' };

/**
 * labml-nn's UNet(image_channels, n_channels = width), plus a class embedding added to the time's if asked for.
 * @throws LabError `bad-setting` for a width without 32 groups, or sides that are no multiples of 8.
 */
export function annotatedUnet(
  options: Options,
  image: ImageShape,
  { multipliers, attends }: AnnotatedArchitecture = original,
): Model {
  const { width, dropout, classConditional, learnsVariance } = options;
  demandWidth('annotated-unet', width, groups);
  demandSize('annotated-unet', image, multipliers.length - 1);
  const layers = new Layers();
  const readings = layers.linears(4 * width);
  let [channels, size] = [width, image.height];

  const residual = (name: string, inputs: number, outputs: number): Block =>
    residualBlock(layers, name, { inputs, outputs, size, groups, time: readings, dropout }, names);
  const attention = (name: string): MapLayer => annotatedAttention(layers, name, { channels, size, groups });
  const block = (name: string, inputs: number, outputs: number, attending: boolean): Block => {
    const res = residual(`${name}.res`, inputs, outputs);
    channels = outputs;
    if (!attending) return res;
    const attn = attention(`${name}.attn`);
    return (pass, x, told) => attn(pass, res(pass, x, told));
  };

  const project = layers.convolution('image_proj', {
    inputs: image.channels,
    outputs: width,
    kernel: 3,
    size,
    ofData: true,
  });
  const embedding = timeEmbedding(layers, {
    names: ['time_emb.lin1', 'time_emb.lin2'],
    dim: width,
    order: 'sin-cos',
    shift: 1,
    classes: classConditional ? image.classes : null,
  });

  const kept = [width];
  const down: Stage[] = [];
  const push = (stages: Stage[], run: Block, joins = false): void => void stages.push({ run, joins });
  multipliers.forEach((multiplier, level) => {
    const outputs = channels * multiplier;
    for (let i = 0; i < blocksPerLevel; i++) {
      push(down, block(`down.${down.length}`, channels, outputs, attends[level] ?? false));
      kept.push(channels);
    }
    if (level === multipliers.length - 1) return;
    size /= 2;
    const shape = { inputs: channels, outputs: channels, kernel: 3, stride: 2, size } as const;
    const downsample = layers.convolution(`down.${down.length}.conv`, shape);
    push(down, (pass, x) => downsample(pass, x));
    kept.push(channels);
  });

  const middle1 = residual('middle.res1', channels, channels);
  const middleAttention = attention('middle.attn');
  const middle2 = residual('middle.res2', channels, channels);

  const up: Stage[] = [];
  multipliers.toReversed().forEach((multiplier, fromBottom) => {
    const attending = attends.at(-1 - fromBottom) ?? false;
    const narrower = channels / multiplier;
    for (const outputs of [...Array.from({ length: blocksPerLevel }, () => channels), narrower]) {
      push(up, block(`up.${up.length}`, channels + take(kept), outputs, attending), true);
    }
    if (fromBottom === multipliers.length - 1) return;
    size *= 2;
    push(up, layers.transposedConvolution(`up.${up.length}.conv`, { channels, size }));
  });

  const norm = layers.groupNorm('norm', { channels: width, groups: lastGroups, size });
  const final = layers.convolution('final', {
    last: true,
    inputs: channels,
    outputs: learnsVariance ? 2 * image.channels : image.channels,
    kernel: 3,
    size,
  });

  return {
    name: 'annotated-unet',
    conditional: classConditional,
    parameters: layers.parameters,
    outline: layers.outline,
    embedding,
    forward(pass, input) {
      const told = readings.run(pass, embedding(pass, input));
      let h = project(pass, input.x);
      const skips = [h];
      for (const { run } of down) skips.push((h = run(pass, h, told)));
      h = middle2(pass, middleAttention(pass, middle1(pass, h, told)), told);
      for (const { run, joins } of up) h = run(pass, joins ? pass.ops.concat(h, take(skips)) : h, told);
      return final(pass, norm(pass, h, { silu: true }));
    },
  };
}
