// A picture from a drawing or a file, brought to the data set's shape: the middle square, over black unless white is chosen.
import type { Size } from '../../datasets/own/header';
import type { Fitting } from '../../datasets/own/make';
import type { OwnFit } from '../../datasets/own/picture';
import { isGrey, isOpaque } from '../../datasets/own/pixels';
import type { ImageBatch } from '../../lab/images';

export type Shape = Pick<ImageBatch, 'height' | 'width' | 'channels'>;

/** What shows where a picture is transparent: a byte. */
export const backgrounds = { black: 0, white: 255 } as const;

/** RGBA bytes of the right size to one picture in the model's range; grey by Rec. 601 luma. */
export function fromRgba(
  rgba: Uint8ClampedArray,
  shape: Shape,
  background: keyof typeof backgrounds = 'black',
): ImageBatch {
  const { height, width, channels } = shape;
  const behind = backgrounds[background];
  const pixels = new Float32Array(height * width * channels);
  for (let i = 0; i < height * width; i += 1) {
    const alpha = (rgba[i * 4 + 3] ?? 0) / 255;
    const [red, green, blue] = [0, 1, 2].map((c) => (rgba[i * 4 + c] ?? 0) * alpha + behind * (1 - alpha));
    const colour = [red ?? 0, green ?? 0, blue ?? 0];
    const grey = 0.299 * (red ?? 0) + 0.587 * (green ?? 0) + 0.114 * (blue ?? 0);
    for (let c = 0; c < channels; c += 1) {
      pixels[i * channels + c] = (channels === 3 ? (colour[c] ?? 0) : grey) / 127.5 - 1;
    }
  }
  return { count: 1, height, width, channels, pixels };
}

/** What became of a picture on its way, that its owner may not expect. */
export function fittingsOf(original: Size, rgba: Uint8ClampedArray, channels: number): readonly Fitting[] {
  return [
    ...(original.width === original.height ? [] : (['cropped'] as const)),
    ...(channels === 3 || isGrey(rgba) ? [] : (['greyed'] as const)),
    ...(isOpaque(rgba) ? [] : (['blackened'] as const)),
  ];
}

/** Draws the middle square of a source, or the whole of it, into a small canvas; RGBA, null where that is refused. */
export function drawSquare(
  source: CanvasImageSource,
  original: Size,
  { width, height }: Size,
  fit: OwnFit = 'crop',
): Uint8ClampedArray | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const side = (fit === 'crop' ? Math.min : Math.max)(original.width, original.height);
  const [left, top] = [(original.width - side) / 2, (original.height - side) / 2];
  context.imageSmoothingQuality = 'high';
  try {
    context.drawImage(source, left, top, side, side, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  } catch {
    // A drawing that brings in parts from elsewhere may be shown, but not read.
    return null;
  }
}

/** A drawing as a picture of the data set's shape. */
export function shrink(source: HTMLCanvasElement, shape: Shape): ImageBatch | null {
  const rgba = drawSquare(source, source, shape);
  return rgba && fromRgba(rgba, shape);
}
