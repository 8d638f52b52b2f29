// The schedule as it was before the visitor began to change it, for comparison.
import { useEffect, useRef, useState } from 'react';
import type { Tables } from '../../../diffusion/types';

/** Changes that follow each other faster than this belong to one gesture. */
const gestureMs = 900;

/** The tables before the last gesture, or null when nothing was changed yet. */
export function useGhost(tables: Tables): Tables | null {
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
  return ghost;
}
