// A canvas on which pictures are shown enlarged by a whole factor, without smoothing: for the PNG and the video.
import type { Pictures } from '../../lab/pictures';
import { toRaster, type GridLayout, type Raster } from '../parts/paint';

export interface ScreenOptions extends GridLayout {
  readonly factor: number;
}

export interface Screen {
  readonly canvas: HTMLCanvasElement;
  /** Shows pictures as many and as large as the first. */
  show(pictures: Pictures): void;
}

function makeCanvas(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return { canvas, context: canvas.getContext('2d') };
}

export function createScreen(first: Pictures, options: ScreenOptions): Screen {
  const { width, height } = toRaster(first, options);
  const small = makeCanvas(width, height);
  const large = makeCanvas(width * options.factor, height * options.factor);
  if (large.context) large.context.imageSmoothingEnabled = false;
  const draw = (raster: Raster): void => {
    small.context?.putImageData(new ImageData(raster.data, width, height), 0, 0);
    large.context?.drawImage(small.canvas, 0, 0, large.canvas.width, large.canvas.height);
  };
  const show = (pictures: Pictures): void => draw(toRaster(pictures, options));
  show(first);
  return { canvas: large.canvas, show };
}
