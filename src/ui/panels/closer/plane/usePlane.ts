// The plane's worker and what has come from it: weights, losses, and the ways of the points that were drawn last.
import { useEffect, useState } from 'react';
import type { CloudFrame } from '../../../../diffusion/plane/sample';
import type { PlaneSet } from '../../../../diffusion/plane/sets';
import type { Failure } from '../../../../lab/errors';
import type { LabConfig } from '../../../../lab/fields';
import { openPlane, type PlaneClient } from '../../../../worker/planeClient';
import type { PlaneEvent } from '../../../../worker/planeProtocol';

export interface TrainedPlane {
  readonly set: PlaneSet;
  /** It was trained with these settings. */
  readonly config: LabConfig;
  readonly parameters: Float64Array;
  readonly step: number;
  readonly steps: number;
}

export interface Plane {
  readonly trained: TrainedPlane | null;
  /** What points are to be drawn with: renewed now and then while it learns, and when it has ended. */
  readonly toDraw: TrainedPlane | null;
  readonly losses: readonly number[];
  readonly busy: boolean;
  readonly frames: readonly CloudFrame[];
  readonly failure: Failure | null;
  readonly train: (set: PlaneSet, config: LabConfig, steps: number) => void;
  readonly stop: () => void;
  readonly sample: (config: LabConfig, count: number) => void;
}

interface Known extends Pick<Plane, 'trained' | 'toDraw' | 'losses' | 'busy' | 'frames' | 'failure'> {
  /** What is being trained. */
  readonly asked: Pick<TrainedPlane, 'set' | 'config'> | null;
}

const nothing: Known = {
  asked: null,
  trained: null,
  toDraw: null,
  losses: [],
  busy: false,
  frames: [],
  failure: null,
};

/** Drawing takes as long as some fifty steps. */
const stepsBetweenDrawings = 250;

const drawingsUpTo = (step = 0): number => Math.floor(step / stepsBetweenDrawings);

function told(known: Known, event: PlaneEvent): Known {
  if (event.type === 'failed') return { ...known, busy: false, failure: event };
  if (event.type === 'sampled') return { ...known, frames: event.frames };
  const { step, steps, losses, parameters, ended } = event;
  if (!known.asked) return known;
  const trained = { ...known.asked, parameters, step, steps };
  const due = ended || drawingsUpTo(step) > drawingsUpTo(known.trained?.step);
  return {
    ...known,
    trained,
    ...(due && { toDraw: trained }),
    losses: [...known.losses, ...losses],
    busy: !ended,
  };
}

/** What the panel asks for; the worker is made when it is first needed. */
function makeCommands(change: (next: (before: Known) => Known) => void) {
  let worker: PlaneClient | null = null;
  const client = (): PlaneClient =>
    (worker ??= openPlane((event) => change((before) => told(before, event))));
  return {
    train(set: PlaneSet, config: LabConfig, steps: number): void {
      change(() => ({ ...nothing, asked: { set, config }, busy: true }));
      client().send({ type: 'train', set, config, steps });
    },
    stop: (): void => client().send({ type: 'stop' }),
    sample: (config: LabConfig, count: number): void => client().send({ type: 'sample', config, count }),
    close(): void {
      worker?.close();
      worker = null;
    },
  };
}

export function usePlane(): Plane {
  const [known, setKnown] = useState(nothing);
  const [{ close, ...commands }] = useState(() => makeCommands(setKnown));
  useEffect(() => close, [close]);
  return { ...known, ...commands };
}
