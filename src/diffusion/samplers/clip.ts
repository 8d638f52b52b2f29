// Keeping x̂₀ within the range of images, one image at a time.

export const clipModes = ['none', 'unit', 'dynamic'] as const;

export type ClipMode = (typeof clipModes)[number];

/** Share of an image's pixels that dynamic thresholding leaves unclipped (Saharia et al. 2022, app. D: p = 99.5). */
export const dynamicThresholdingRatio = 0.995;

/** The q-quantile with linear interpolation between neighbours (torch.quantile's default). @param q 0…1 */
export function quantile(values: Float64Array, q: number): number {
  const sorted = values.toSorted();
  const place = q * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  return below + (place % 1) * ((sorted[Math.ceil(place)] ?? Number.NaN) - below);
}

const clamp = (values: Float64Array, bound: number): Float64Array =>
  values.map((value) => Math.min(Math.max(value, -bound), bound));

/**
 * Clips x̂₀ of one image: `unit` to −1…1 (as DDPM does), `dynamic` to the quantile of its own |x̂₀| where that is
 * above 1, then scaled back into −1…1 (Imagen, Saharia et al. 2022, section 2.3).
 */
export function clipOriginal(x0: Float64Array, mode: ClipMode): Float64Array {
  switch (mode) {
    case 'none':
      return x0;
    case 'unit':
      return clamp(x0, 1);
    case 'dynamic': {
      const bound = Math.max(1, quantile(x0.map(Math.abs), dynamicThresholdingRatio));
      return clamp(x0, bound).map((value) => value / bound);
    }
  }
}
