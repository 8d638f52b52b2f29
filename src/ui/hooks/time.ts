// The one cursor of the page: its place on the time ruler and what holds there.
import { useLab } from '../../store/useLab';
import { positionAt } from './rulerKeys';
import { useTables, useTimesteps } from './tables';

export interface Position {
  readonly timesteps: number;
  /** 0 (clean image) … T. */
  readonly position: number;
}

export interface Cursor extends Position {
  /** Factor of the image at the cursor (√ᾱ, or 1 − a of `corrupt`): 1 at the clean image. */
  readonly signal: number;
  /** Factor of the noise (√(1−ᾱ), or a): 0 at the clean image. */
  readonly noise: number;
  /** Infinity at the clean image. */
  readonly snr: number;
}

/** The place alone: what needs no more is not drawn again while the schedule is bent. */
export function usePosition(): Position {
  const timesteps = useTimesteps();
  const position = useLab((lab) => positionAt(lab.config.time, timesteps));
  return { timesteps, position };
}

export function useCursor(): Cursor {
  const { tables } = useTables();
  const { timesteps, position } = usePosition();
  if (position === 0) return { timesteps, position, signal: 1, noise: 0, snr: Infinity };
  const at = (table: Float64Array): number => table[position - 1] ?? Number.NaN;
  return { timesteps, position, signal: at(tables.signal), noise: at(tables.noise), snr: at(tables.snr) };
}
