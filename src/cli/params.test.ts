import { expect, test } from 'vitest';
import { applyPreset } from '../lab/presets';
import { describeModel, formatModel } from './params';

const mnist = { height: 28, width: 28, channels: 1, classes: 10 };

test('counts of T0’s model are those of diffusers; the cost is the sum of its layers', () => {
  const description = describeModel(applyPreset('t0-unet2d'), mnist);
  expect(description).toMatchObject({ parameters: 1_707_009, tensors: 318, multiplyAdds: 317_841_152 });
  expect(description.layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0)).toBe(317_841_152);
});

test('the table has a line for every layer and ends with the totals', () => {
  const lines = formatModel(describeModel(applyPreset('t2-basic-unet'), mnist)).split('\n');
  expect(lines).toEqual([
    'layer          kind         output  channels  parameters  multiply-adds',
    'down_layers.0  convolution   28×28        32         832        627,200',
    'down_layers.1  convolution   14×14        64      51,264     10,035,200',
    'down_layers.2  convolution     7×7        64     102,464      5,017,600',
    'up_layers.0    convolution     7×7        64     102,464      5,017,600',
    'up_layers.1    convolution   14×14        32      51,232     10,035,200',
    'up_layers.2    convolution   28×28         1         801        627,200',
    '',
    'basic-unet: 309,057 parameters in 12 tensors, 31,360,000 multiply-adds an image',
  ]);
});
