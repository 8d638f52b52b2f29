// Ways to see what a model makes of one noise: under rising guidance, on the way to another noise, to another class.

export const explorations = ['guidance', 'noise', 'class'] as const;

export type Exploration = (typeof explorations)[number];
