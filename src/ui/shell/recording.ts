// The bundled recording as a reel, fetched once at the start, so that the reverse panel is alive before any training.
import { defaultConfig } from '../../lab/fields';
import { decodeRecording, recordedFrames, type Recording } from '../../lab/recording';
import { addFrame, emptyReel, type Reel } from '../../store/reel';
import { readBeside } from '../files/beside';
import { useView } from '../state/view';
import type { LabStore } from '../../store/labStore';
import type { ImageBatch } from '../../lab/images';

export function toReel(recording: Recording): Reel {
  const { count, height, width, channels, timesteps, trainingSteps, levels } = recording.header;
  const batch = (pixels: Float32Array): ImageBatch => ({ count, height, width, channels, pixels });
  const steps = levels.length - 1;
  let reel = emptyReel({
    lane: 'main',
    config: { ...defaultConfig, timesteps, sampler: 'ddim', samplingSteps: steps, sampleCount: count },
    start: { kind: 'noise' },
    run: 0,
    trainingSteps,
  });
  for (const frame of recordedFrames(recording)) {
    reel = addFrame(reel, {
      ...frame,
      xt: batch(frame.xt),
      predOriginalSample: batch(frame.predOriginalSample),
      predEpsilon: batch(frame.predEpsilon),
    });
  }
  return { ...reel, finished: true };
}

async function fetchRecording(): Promise<Reel | null> {
  const file = await readBeside('recording.bin');
  return file && toReel(await decodeRecording(file));
}

/** Fetches the recording into the store; a page without the file does without. */
export async function startRecording(store: LabStore): Promise<void> {
  const { time } = store.getState().config;
  const recorded = await fetchRecording().catch(() => null);
  if (!recorded) return;
  const { actions, config, reels } = store.getState();
  const view = useView.getState();
  // It comes late on a slow line, and the visitor may have begun something of their own.
  const autoplay = view.autoplay && !reels.main && config.time === time;
  useView.setState({ autoplay });
  // The film begins at the noise end of the ruler.
  if (autoplay) actions.setConfig({ time: 1 });
  actions.setRecorded(recorded);
}
