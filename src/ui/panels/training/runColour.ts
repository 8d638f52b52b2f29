// Colours of earlier runs: apart from each other and from the present run's.
const colours = ['var(--noise)', 'var(--third)', 'var(--fourth)'] as const;

export const runColour = (id: number): string => colours[id % colours.length] ?? colours[0];
