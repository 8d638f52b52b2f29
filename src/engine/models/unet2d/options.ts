// The options of UNet2DModel as one record a level, checked.
import type { LabConfig } from '../../../lab/fields';
import { demand, demandSize, demandWhole } from '../fit';
import type { ImageShape } from '../model';

export type Unet2dOptions = Pick<
  LabConfig,
  | 'blockOutChannels'
  | 'layersPerBlock'
  | 'downBlockTypes'
  | 'upBlockTypes'
  | 'attentionHeadDim'
  | 'normNumGroups'
  | 'resnetTimeScaleShift'
  | 'zeroInit'
  | 'classConditional'
  | 'dropout'
> & { readonly learnsVariance: boolean };

/** One resolution of the network, finest first. */
export interface Level {
  readonly channels: number;
  /** Side of the maps. */
  readonly size: number;
  readonly attendsDown: boolean;
  readonly attendsUp: boolean;
}

/** @throws LabError `bad-setting` naming the option that does not fit the others or the images. */
export function levelsOf(options: Unet2dOptions, image: ImageShape): readonly [Level, ...Level[]] {
  const { blockOutChannels, downBlockTypes, upBlockTypes, attentionHeadDim, normNumGroups } = options;
  demandWhole('blockOutChannels', blockOutChannels);
  const count = blockOutChannels.length;
  for (const [name, types] of Object.entries({ downBlockTypes, upBlockTypes })) {
    demand(
      types.length === count,
      `${name} has ${types.length} entries and blockOutChannels ${count}, expected as many in both.`,
      { name: 'unequal-lists', values: { setting: name, entries: types.length, levels: count } },
    );
  }
  demandSize('unet2d', image, count - 1);
  const levels = blockOutChannels.map((channels, i) => {
    demand(
      channels % normNumGroups === 0 && channels % 2 === 0,
      `blockOutChannels has ${channels}, expected even numbers that are multiples of normNumGroups, which is ${normNumGroups}.`,
      { name: 'channel-groups', values: { channels, groups: normNumGroups } },
    );
    const attendsDown = downBlockTypes[i] === 'AttnDownBlock2D';
    const attendsUp = upBlockTypes[count - 1 - i] === 'AttnUpBlock2D';
    const attends = attendsDown || attendsUp || i === count - 1;
    demand(
      !attends || channels % attentionHeadDim === 0,
      `attentionHeadDim is ${attentionHeadDim}, expected a divisor of the ${channels} channels that it splits.`,
      { name: 'head-size', values: { size: attentionHeadDim, channels } },
    );
    return { channels, size: image.height / 2 ** i, attendsDown, attendsUp };
  });
  const [first, ...rest] = levels;
  demand(first !== undefined, 'blockOutChannels is empty, expected at least one number.');
  return [first, ...rest];
}
