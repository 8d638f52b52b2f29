// The variance that a reverse step is taken with, by name.

/** Of the variance or of its logarithm: β̃ₜ, that of the true posterior, and βₜ (DDPM, section 3.2). */
interface Bounds {
  readonly small: number;
  readonly large: number;
}

interface Variance {
  /** The network says it, in channels of its own (Nichol & Dhariwal 2021, section 3.1). */
  readonly learned: boolean;
  /** What it is; of a learned one, which lies between the bounds, what is taken for it where no network is asked. */
  readonly of: (bounds: Bounds) => number;
}

export const variances = {
  fixed_small: { learned: false, of: ({ small }) => small },
  fixed_large: { learned: false, of: ({ large }) => large },
  learned_range: { learned: true, of: ({ small }) => small },
} as const satisfies Record<string, Variance>;

export type VarianceName = keyof typeof variances;

export const learnsVariance = ({ variance }: { readonly variance: VarianceName }): boolean =>
  variances[variance].learned;
