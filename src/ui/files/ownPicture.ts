// A picture from a drawing or a file, brought to the data set's shape.
import type { ImageBatch } from '../../lab/images';

export type Shape = Pick<ImageBatch, 'height' | 'width' | 'channels'>;

/** RGBA bytes of the right size to one picture in the model's range; grey by Rec. 601 luma, over black. */
export function fromRgba(rgba: Uint8ClampedArray, shape: Shape): ImageBatch {
  const { height, width, channels } = shape;
  const pixels = new Float32Array(height * width * channels);
  for (let i = 0; i < height * width; i += 1) {
    const alpha = (rgba[i * 4 + 3] ?? 0) / 255;
    const [red, green, blue] = [0, 1, 2].map((c) => (rgba[i * 4 + c] ?? 0) * alpha);
    const colour = [red ?? 0, green ?? 0, blue ?? 0];
    const grey = 0.299 * (red ?? 0) + 0.587 * (green ?? 0) + 0.114 * (blue ?? 0);
    for (let c = 0; c < channels; c += 1) {
      pixels[i * channels + c] = (channels === 3 ? (colour[c] ?? 0) : grey) / 127.5 - 1;
    }
  }
  return { count: 1, height, width, channels, pixels };
}

/** Draws a source into the middle of a small canvas, the whole of its shorter side, and reads it back. */
export function shrink(
  source: CanvasImageSource & { readonly width: number; readonly height: number },
  shape: Shape,
): ImageBatch | null {
  const canvas = document.createElement('canvas');
  canvas.width = shape.width;
  canvas.height = shape.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const side = Math.min(source.width, source.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    source,
    (source.width - side) / 2,
    (source.height - side) / 2,
    side,
    side,
    0,
    0,
    shape.width,
    shape.height,
  );
  return fromRgba(context.getImageData(0, 0, shape.width, shape.height).data, shape);
}
