// Where a key takes the cursor of the time ruler (WAI-ARIA's slider pattern).

/** The new position, or null for a key that is not the ruler's. @param position 0…T */
export function rulerKey(key: string, position: number, timesteps: number): number | null {
  const page = Math.max(1, Math.round(timesteps / 20));
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: position + 1,
    ArrowUp: position + 1,
    ArrowLeft: position - 1,
    ArrowDown: position - 1,
    PageUp: position + page,
    PageDown: position - page,
    Home: 0,
    End: timesteps,
  };
  const next = moves[key];
  return next === undefined ? null : Math.min(timesteps, Math.max(0, next));
}

/** The place on the ruler, 0…T, of a fraction of its length. */
export const positionAt = (time: number, timesteps: number): number => Math.round(time * timesteps);
