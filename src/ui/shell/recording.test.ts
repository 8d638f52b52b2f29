import { readFile } from 'node:fs/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { createLabStore } from '../../store/labStore';
import { readView, setLesson, useView } from '../state/view';
import { startRecording } from './recording';

afterEach(() => vi.unstubAllGlobals());

/** Opens a page by link; the recording arrives after the visitor has done something. */
async function opened(query: string, meanwhile: (store: ReturnType<typeof createLabStore>) => void) {
  const bytes = await readFile(new URL('../../../public/recording.bin', import.meta.url));
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(bytes)));
  readView(query, false);
  const store = createLabStore();
  const started = startRecording(store);
  meanwhile(store);
  await started;
  const { config, recorded } = store.getState();
  expect(recorded?.frames.length).toBeGreaterThan(1);
  return { time: config.time, plays: useView.getState().autoplay };
}

it('plays from the noise end on a page that nobody has touched', async () => {
  expect(await opened('', () => undefined)).toEqual({ time: 1, plays: true });
});

it('leaves the ruler where the visitor has moved it', async () => {
  const moved = await opened('', (store) => store.getState().actions.setConfig({ time: 0.25 }));
  expect(moved).toEqual({ time: 0.25, plays: false });
});

it('leaves the ruler to a lesson', async () => {
  expect(await opened('?lesson=t2', () => undefined)).toEqual({ time: 0.4, plays: false });
  const begun = await opened('', () => setLesson({ id: 't2', step: 0 }));
  expect(begun).toEqual({ time: 0.4, plays: false });
  setLesson(null);
});
