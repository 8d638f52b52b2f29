// The denoisers without training, in the order of the list.
export const untrainedNames = ['optimal', 'linear', 'patch'] as const;

export type UntrainedName = (typeof untrainedNames)[number];
