// A picture from a drawing or a file, brought to the data set's shape: the middle square, over black.
import type { ImageBatch } from '../../lab/images';
import type { Fitting } from '../state/view';

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

/** Red, green and blue that JPEG has rounded apart are still grey. */
const greyTolerance = 3;

export function isGrey(rgba: Uint8ClampedArray): boolean {
  for (let at = 0; at < rgba.length; at += 4) {
    const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > greyTolerance) return false;
  }
  return true;
}

const isOpaque = (rgba: Uint8ClampedArray): boolean =>
  rgba.every((value, at) => at % 4 !== 3 || value === 255);

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What became of a picture on its way, that its owner may not expect. */
export function fittingsOf(original: Size, rgba: Uint8ClampedArray, channels: number): readonly Fitting[] {
  return [
    ...(original.width === original.height ? [] : (['cropped'] as const)),
    ...(channels === 3 || isGrey(rgba) ? [] : (['greyed'] as const)),
    ...(isOpaque(rgba) ? [] : (['blackened'] as const)),
  ];
}

/** Draws the middle of a source, the whole of its shorter side, into a small canvas; RGBA, null where that is refused. */
export function drawSquare(
  source: CanvasImageSource,
  original: Size,
  { width, height }: Size,
): Uint8ClampedArray | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const side = Math.min(original.width, original.height);
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
