// A picture that is at hand: it lay among others in one file, or was drawn.
import { LabError } from '../../lab/errors';
import type { OwnFile } from './files';
import { squareOf, type Raster } from './raster';

/** @param raster made when it is asked for: there may be many */
export const rasterFile = (
  path: string,
  { width, height }: Pick<Raster, 'width' | 'height'>,
  raster: () => Raster,
): OwnFile => ({
  path,
  size: 0,
  read: () => Promise.reject(new LabError('internal', 'It is no file of its own.')),
  picture: () => {
    const data = raster();
    return { width, height, square: (side, fit) => squareOf(data, side, fit), close: () => undefined };
  },
});
