// What training keeps of a model's parameters, asked for by the same names everywhere: by the step, the optimiser,
// whoever samples, and checkpoints.

/** Values in the engine's layout by parameter name. */
export type Values = ReadonlyMap<string, Float32Array>;

/** The weights, their moving average (EMA), and Adam's first and second moments. */
export const weightSets = ['weights', 'average', 'm', 'v'] as const;
export type WeightSet = (typeof weightSets)[number];

/** What a model can be run with. */
export type ModelWeights = Extract<WeightSet, 'weights' | 'average'>;

/** The weights, and of the rest what there is: no average where none is taken. */
export type WeightValues = Readonly<{ weights: Values } & Partial<Record<WeightSet, Values>>>;
