/** The panels, each of which can fill the screen, or stand alone in a frame of another page. */
export const stages = ['schedule', 'forward', 'training', 'reverse'] as const;

export type Stage = (typeof stages)[number];
