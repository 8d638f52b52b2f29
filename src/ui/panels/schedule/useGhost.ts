// The schedule as it was before the visitor began to change it, for comparison.
import { useEffect, useRef, useState } from 'react';
import type { Tables } from '../../../diffusion/types';

/** Changes that follow each other faster than this belong to one gesture. */
const gestureMs = 900;

export interface Ghost {
  /** The tables before the last gesture; null when nothing was changed yet, or it was dismissed. */
  readonly ghost: Tables | null;
  readonly dismiss: () => void;
}

export function useGhost(tables: Tables): Ghost {
  const [ghost, setGhost] = useState<Tables | null>(null);
  const settled = useRef(tables);
  useEffect(() => {
    if (tables === settled.current) return;
    setGhost(settled.current);
    const timer = setTimeout(() => {
      settled.current = tables;
    }, gestureMs);
    return () => clearTimeout(timer);
  }, [tables]);
  return { ghost, dismiss: () => setGhost(null) };
}
