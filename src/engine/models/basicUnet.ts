// BasicUNet of the tutorial T2: 5×5 convolutions, max-pooling, skips by addition, no notion of time.
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { demandSize } from './fit';
import { Layers } from './layers';
import type { ImageShape, Model } from './model';

/**
 * 309,057 parameters for 28×28×1.
 * @throws LabError `bad-setting` for sides that are no multiples of 4.
 */
export function basicUnet({ learnsVariance }: { learnsVariance: boolean }, image: ImageShape): Model {
  demandSize('basic-unet', image, 2);
  const { height: side, channels } = image;
  const [fine, middle, coarse] = [side, side / 2, side / 4];
  const layers = new Layers();
  const layer = (name: string, inputs: number, outputs: number, size: number): Convolution =>
    layers.convolution(name, { inputs, outputs, size, kernel: 5, ofData: name === 'down_layers.0' });
  const down0 = layer('down_layers.0', channels, 32, fine);
  const down1 = layer('down_layers.1', 32, 64, middle);
  const down2 = layer('down_layers.2', 64, 64, coarse);
  const up0 = layer('up_layers.0', 64, 64, coarse);
  const up1 = layer('up_layers.1', 64, 32, middle);
  const up2 = layer('up_layers.2', 32, learnsVariance ? 2 * channels : channels, fine);
  const silu = { silu: true };

  return {
    name: 'basic-unet',
    conditional: false,
    parameters: layers.parameters,
    outline: layers.outline,
    forward(pass, { x }) {
      const { ops } = pass;
      const fineMap = down0(pass, x, silu);
      const middleMap = down1(pass, ops.maxPool(fineMap), silu);
      let h: Tensor4D = up0(pass, down2(pass, ops.maxPool(middleMap), silu), silu);
      h = up1(pass, ops.upsample(h, { residual: middleMap }), silu);
      return up2(pass, ops.upsample(h, { residual: fineMap }), silu);
    },
  };
}

type Convolution = ReturnType<Layers['convolution']>;
