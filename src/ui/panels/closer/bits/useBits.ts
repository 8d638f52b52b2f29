// Measures the present model's bits a dimension, batch by batch: each answer of the worker makes the numbers better.
import { useEffect, useRef, useState } from 'react';
import { qSample } from '../../../../diffusion/process/forward';
import { processOf } from '../../../../diffusion/process/index';
import { pictureNoise, toRange } from '../../../../diffusion/process/pictures';
import { makeTables } from '../../../../diffusion/process/tables';
import { BitsMeter, bitsQuestions, priorBits, type Bits } from '../../../../diffusion/theory/bits';
import { boundTerm } from '../../../../diffusion/theory/bound';
import { inUnitLength, stepLogVariance } from '../../../../diffusion/theory/link';
import { toFailure, type Failure } from '../../../../lab/errors';
import { fromBytes, pictureValues } from '../../../../lab/pictures';
import { useLabStore } from '../../../../store/useLab';
import { toBatch } from '../../../hooks/forward';

const pictures = 100;
const strata = 10;
/** Pictures that the network is shown at once. */
const batch = 22;

export interface Measured {
  readonly done: number;
  readonly total: number;
  readonly bits: Bits | null;
  readonly curve: readonly { readonly t: number; readonly bits: number }[];
}

export interface BitsMeasuring {
  readonly measured: Measured | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly measure: () => void;
  readonly stop: () => void;
}

export function useBits(): BitsMeasuring {
  const store = useLabStore();
  const [measured, setMeasured] = useState<Measured | null>(null);
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
    const tables = makeTables(model.config);
    const process = processOf(model.config);
    const all = fromBytes(dataset, dataset.preview);
    const count = Math.min(pictures, all.count);
    const { timesteps } = tables;
    const questions = bitsQuestions({ timesteps, pictures: count, strata, seed: config.sampleSeed });
    const meter = new BitsMeter(questions.length / count);
    for (let from = 0; from < questions.length; from += batch) {
      const asked = questions.slice(from, from + batch);
      const clean = asked.map(({ picture }) => pictureValues(all, picture));
      const images = toBatch(dataset, clean);
      const seed = config.sampleSeed + from;
      const predicted = await actions.predictOriginals({
        timesteps: asked.map(({ t }) => t),
        images,
        seed,
      });
      if (turn.current !== mine || !predicted) return;
      const size = images.pixels.length / asked.length;
      asked.forEach((question, i) => {
        const x0 = Float64Array.from(clean[i] ?? []);
        const xt = qSample(
          tables,
          toRange(x0, process.range),
          question.t,
          pictureNoise(process, seed, size, i),
        );
        const bits = boundTerm(tables, {
          t: question.t,
          x0,
          xt: xt.map((value) => inUnitLength(tables, question.t, value)),
          predOriginalSample: Float64Array.from(predicted.pixels.subarray(i * size, (i + 1) * size)),
          logVariance: new Float64Array(size).fill(
            stepLogVariance(tables, question.t, model.config.variance),
          ),
        });
        meter.add(question, bits, priorBits(tables, x0));
      });
      setMeasured({
        done: Math.min(questions.length, from + batch),
        total: questions.length,
        bits: meter.bits,
        curve: meter.curve(timesteps, strata),
      });
    }
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
