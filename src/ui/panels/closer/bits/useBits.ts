// Measures the present model's bits a dimension, batch by batch: each answer of the worker makes the numbers better.
import { useEffect, useRef, useState } from 'react';
import { processOf } from '../../../../diffusion/process/index';
import { makeTables } from '../../../../diffusion/process/tables';
import { measureBits, type MeasuredBits } from '../../../../diffusion/theory/measureBits';
import { toFailure, type Failure } from '../../../../lab/errors';
import { fromBytes, pictureValues } from '../../../../lab/pictures';
import { useLabStore } from '../../../../store/useLab';
import { toBatch } from '../../../hooks/forward';

const pictures = 100;
const strata = 10;
/** Pictures that the network is shown at once. */
const batch = 22;

export interface BitsMeasuring {
  readonly measured: MeasuredBits | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly measure: () => void;
  readonly stop: () => void;
}

export function useBits(): BitsMeasuring {
  const store = useLabStore();
  const [measured, setMeasured] = useState<MeasuredBits | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Goes up with each measuring: an earlier one ends. */
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );

  async function run(mine: number): Promise<void> {
    const { config, dataset, model, actions } = store.getState();
    if (!dataset || !model) return;
    const all = fromBytes(dataset, dataset.preview);
    const measuring = measureBits({
      process: processOf(model.config),
      tables: makeTables(model.config),
      variance: model.config.variance,
      seed: config.sampleSeed,
      picture: (index) => pictureValues(all, index),
      pictures: Math.min(pictures, all.count),
      strata,
      batch,
      async predict({ clean, timesteps, seed }) {
        const images = toBatch(dataset, clean);
        const predicted = await actions.predictOriginals({ timesteps, images, seed });
        return turn.current === mine ? (predicted?.pixels ?? null) : null;
      },
    });
    for await (const news of measuring) setMeasured(news);
  }

  return {
    measured,
    busy,
    failure,
    measure() {
      turn.current += 1;
      setMeasured(null);
      setFailure(null);
      setBusy(true);
      run(turn.current)
        .catch((thrown: unknown) => setFailure(toFailure(thrown)))
        .finally(() => setBusy(false));
    },
    stop() {
      turn.current += 1;
    },
  };
}
