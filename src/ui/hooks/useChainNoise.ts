// The noise of every link of the Markov chain, made in slices so that the page never waits for it.
import { useEffect, useState } from 'react';
import { gaussians, streams } from '../../diffusion/random';

/** Work for at most so long before the page gets its turn. */
const sliceMs = 8;

/** The chain's noise starts at a step of the stream that no single picture uses. */
const firstStep = 1;

/** @returns [T, size] standard normal, or null while it is being made. */
export function useChainNoise(size: number, timesteps: number, seed: number): Float32Array | null {
  const [made, setMade] = useState<{ readonly key: string; readonly noise: Float32Array } | null>(null);
  const key = `${size}/${timesteps}/${seed}`;
  useEffect(() => {
    if (size === 0) return undefined;
    const noise = new Float32Array(size * timesteps);
    let t = 0;
    let timer: ReturnType<typeof setTimeout>;
    const work = (): void => {
      const end = performance.now() + sliceMs;
      for (; t < timesteps && performance.now() < end; t += 1) {
        noise.set(gaussians({ seed, stream: streams.forwardNoise, step: firstStep + t }, size), t * size);
      }
      if (t < timesteps) timer = setTimeout(work, 0);
      else setMade({ key, noise });
    };
    // While T is being dragged, nothing is begun.
    timer = setTimeout(work, 150);
    return () => clearTimeout(timer);
  }, [key, size, timesteps, seed]);
  return made?.key === key ? made.noise : null;
}
