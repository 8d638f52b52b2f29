// How much of a picture is left in its variations.
import { correlation } from '../diffusion/quality/similarity';
import { pictureValues, type Pictures } from './pictures';

export interface Similarities {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

/** Of each variation with the picture, by Pearson's correlation. @param image [height, width, channels] */
export function similarities(image: Float32Array, variations: Pictures): Similarities {
  const all = Array.from({ length: variations.count }, (_, i) =>
    correlation(image, pictureValues(variations, i)),
  );
  return {
    mean: all.reduce((sum, value) => sum + value, 0) / all.length,
    least: Math.min(...all),
    most: Math.max(...all),
  };
}
