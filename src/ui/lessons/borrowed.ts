// A lesson borrows the settings: what they were before it comes back when it ends. A reload in between forgets nothing.
import { decodeConfig, encodeConfig } from '../../lab/config';
import { keepView } from '../../lab/presets';
import type { LabStore } from '../../store/labStore';
import { isResting } from '../../store/phases';
import { nameGivenBack } from '../state/view';

const key = 'lab-before-lesson';

/** Null where the browser refuses it. */
function sessionStorageOrNull(): Storage | null {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null;
  }
}

/** `<lesson>?<settings>`; a page that cannot keep it holds it itself. */
let held: string | null = null;

/** Keeps the settings as they are, unless the lesson was under way before the page was reloaded. */
export function borrowSettings(store: LabStore, lesson: string): void {
  const kept = held ?? sessionStorageOrNull()?.getItem(key) ?? null;
  // From one lesson into another: what was before the first comes back in the end.
  held = kept !== null && (held !== null || kept.startsWith(`${lesson}?`)) ? kept : '';
  if (held === '') held = `${lesson}?${encodeConfig(store.getState().config)}`;
  sessionStorageOrNull()?.setItem(key, held);
}

/** Brings the settings of before back, and says so; not while a model trains on those of the lesson. */
export function giveBackSettings(store: LabStore): void {
  const kept = held;
  held = null;
  sessionStorageOrNull()?.removeItem(key);
  const { config, training, actions } = store.getState();
  if (kept === null || !isResting(training)) return;
  const before = keepView(decodeConfig(kept.slice(kept.indexOf('?'))).config, config);
  if (encodeConfig(before) === encodeConfig(config)) return;
  actions.setConfig(before);
  nameGivenBack();
}
