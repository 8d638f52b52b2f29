// The optimisers by name, and what each does with the weights.

export interface Optimizer {
  /** The settings that it uses besides those that all use, by their names in the table of settings. */
  readonly uses: readonly ('weightDecay' | 'muonLearningRate')[];
  /** Weights shrink besides, whatever their gradient (Loshchilov & Hutter, arXiv 1711.05101). */
  readonly decays: boolean;
  /** Hidden kernels move by the nearest orthogonal matrix of their momentum; all else by Adam. */
  readonly orthogonalises: boolean;
}

export const optimizers = {
  adam: { uses: [], decays: false, orthogonalises: false },
  adamw: { uses: ['weightDecay'], decays: true, orthogonalises: false },
  /** Keller Jordan's (kellerjordan.github.io/posts/muon). */
  muon: { uses: ['muonLearningRate'], decays: false, orthogonalises: true },
} as const satisfies Record<string, Optimizer>;

export type OptimizerName = keyof typeof optimizers;

/** The decoupled decay of a step; 0 where the optimiser has none. */
export const weightDecayOf = ({
  optimizer,
  weightDecay,
}: {
  readonly optimizer: OptimizerName;
  readonly weightDecay: number;
}): number => (optimizers[optimizer].decays ? weightDecay : 0);

/** A step of one kind can be changed into one of the same kind while it runs, not into the other. */
export const ofOneKind = (a: OptimizerName, b: OptimizerName): boolean =>
  optimizers[a].orthogonalises === optimizers[b].orthogonalises;
