// Where the page begins: settings from the address, the store, the first drawing.
import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { configFrom, syncAddress } from './store/address';
import { createLabStore } from './store/labStore';
import { browserTuningMemory } from './store/tuningMemory';
import { App } from './ui/shell/App';
import { localStorageOrNull } from './store/storage';
import { needsWorker, showsFilm } from './ui/state/embed';
import { nameUnspoken, readView, syncView, useView } from './ui/state/view';
import { startI18n, wantedLanguages } from './ui/i18n/i18n';
import { firstPictures } from './ui/shell/firstPictures';
import { startRecording } from './ui/shell/recording';
import { keepPageOffline } from './ui/state/offline';
import './ui/parts/symbols.css';
import './ui/tokens.css';

async function start(): Promise<void> {
  const { search } = window.location;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { config, ignored } = configFrom(search);
  // One file on a disk: a browser starts no worker there (scripts/singleFile.ts).
  const alone = import.meta.env.MODE === 'file' ? await import('./worker/withoutWorker') : null;
  const store = createLabStore({
    config,
    ...(alone && { makeWorker: alone.createWithoutWorker }),
    ignored: [...ignored, ...readView(search, still)],
    dataset: firstPictures(),
    tunings: browserTuningMemory(search, localStorageOrNull()),
  });
  syncAddress(store, window);
  syncView(window);
  nameUnspoken(await startI18n(wantedLanguages(search)));
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root.');
  createRoot(root).render(
    <StrictMode>
      <App store={store} />
    </StrictMode>,
  );
  const { embed, kit } = useView.getState();
  if (kit) return;
  if (needsWorker(embed)) store.getState().actions.boot();
  if (showsFilm(embed)) await startRecording(store);
  // The development server and a single file have none; a frame leaves it to the page itself.
  if (import.meta.env.PROD && !alone && !embed) await keepPageOffline();
}

void start();
