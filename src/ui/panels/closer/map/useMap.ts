// Where the paths of a film lie in the plane of their two principal components: found bit by bit, so that the page lives.
import { useEffect, useState } from 'react';
import { inPlane, principalPlane, type PrincipalPlane } from '../../../../diffusion/theory/principal';
import { nextTask } from '../../../state/jobs';
import type { PathFilm } from './film';

/** Work between two moments for the page. */
const sliceMs = 12;

export interface PathMap {
  readonly film: PathFilm;
  readonly plane: PrincipalPlane;
  /** For each frame the places of all paths, [count, 2]. */
  readonly places: readonly Float64Array[];
}

/** Every path's x at every frame, one after the other. */
export function pointsOf({ frames, count }: PathFilm): Float32Array[] {
  return frames.flatMap(({ xt }) => {
    const size = xt.length / count;
    return Array.from({ length: count }, (_, path) => xt.subarray(path * size, (path + 1) * size));
  });
}

export function mapOf(film: PathFilm, plane: PrincipalPlane): PathMap {
  const { frames, count } = film;
  const places = pointsOf(film).map((point) => inPlane(plane, point));
  return {
    film,
    plane,
    places: frames.map((_, frame) =>
      Float64Array.from(places.slice(frame * count, (frame + 1) * count).flat()),
    ),
  };
}

/** @returns null when `signal` aborted */
async function findPlane(film: PathFilm, signal: AbortSignal): Promise<PrincipalPlane | null> {
  const work = principalPlane(pointsOf(film));
  for (let rested = performance.now(); !signal.aborted;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - rested < sliceMs) continue;
    await nextTask();
    rested = performance.now();
  }
  return null;
}

const sizeOf = ({ height, width, channels }: PathFilm): number => height * width * channels;

/**
 * @param keep the axes of the map before are kept, so that the two can be compared
 * @returns the last map that was found
 */
export function useMap(film: PathFilm | null, keep: boolean): PathMap | null {
  const [map, setMap] = useState<PathMap | null>(null);
  const kept = keep && film && map && map.plane.mean.length === sizeOf(film) ? map.plane : null;
  const wanted = film !== null && map?.film !== film;
  useEffect(() => {
    if (!wanted) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const find = async (): Promise<void> => {
      const plane = kept ?? (await findPlane(film, signal));
      if (plane && !signal.aborted) setMap(mapOf(film, plane));
    };
    void find();
    return () => controller.abort();
  }, [wanted, film, kept]);
  return film && map;
}
