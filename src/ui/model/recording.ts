// The bundled recording as a reel, fetched once, so that the reverse panel is alive before any training.
import { useEffect, useState } from 'react';
import { defaultConfig } from '../../lab/fields';
import { decodeRecording, recordedFrames, type Recording } from '../../lab/recording';
import { addFrame, emptyReel, type Reel } from '../../store/reel';
import type { ImageBatch } from '../../worker/protocol';

export interface RecordedReel {
  readonly reel: Reel;
  readonly trainingSteps: number;
}

export function toReel(recording: Recording): Reel {
  const { count, height, width, channels, timesteps, levels } = recording.header;
  const batch = (pixels: Float32Array): ImageBatch => ({ count, height, width, channels, pixels });
  const steps = levels.length - 1;
  let reel = emptyReel('main', {
    ...defaultConfig,
    timesteps,
    sampler: 'ddim',
    samplingSteps: steps,
    sampleCount: count,
  });
  for (const frame of recordedFrames(recording)) {
    reel = addFrame(reel, {
      step: frame.step,
      steps,
      timestep: frame.timestep,
      xt: batch(frame.xt),
      predOriginalSample: batch(frame.predOriginalSample),
      predEpsilon: batch(frame.predEpsilon),
      coefficients: {},
    });
  }
  return { ...reel, finished: true };
}

async function fetchRecording(signal: AbortSignal): Promise<RecordedReel | null> {
  const response = await fetch('./recording.bin', { signal });
  if (!response.ok) return null;
  const recording = await decodeRecording(new Uint8Array(await response.arrayBuffer()));
  return { reel: toReel(recording), trainingSteps: recording.header.trainingSteps };
}

/** Null until it is here; a page without the file does without. */
export function useRecording(): RecordedReel | null {
  const [recorded, setRecorded] = useState<RecordedReel | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    fetchRecording(abort.signal).then(setRecorded, () => setRecorded(null));
    return () => abort.abort();
  }, []);
  return recorded;
}
