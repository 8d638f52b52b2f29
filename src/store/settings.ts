// The settings as the visitor changes them; images follow the data set that is named.
import { parseConfig } from '../lab/config';
import { defaultConfig, type FieldKey, type LabConfig } from '../lab/fields';
import { sameImages } from '../lab/images';
import { applyPreset, keepView, type PresetName } from '../lab/presets';
import { remember, target, travel, type Direction } from './history';
import { isResting } from './phases';
import { applyChanges } from './reconcile';
import type { LabState } from './state';
import type { StoreTools } from './tools';

export interface SettingsActions {
  /** @throws LabError `bad-setting` when a value is out of its field's range; nothing is changed then. */
  setConfig(changes: Partial<LabConfig>): void;
  applyPreset(name: PresetName): void;
  /** All settings to their defaults; those of the view stay. */
  resetAll(): void;
  /** Takes the last change of a setting back, where {@link canTravel} allows it. */
  undo(): void;
  /** Does again what was undone. */
  redo(): void;
  /** The notice of a link's parameters that were of no use has been read. */
  dismissIgnored(): void;
}

/** There is a change to be undone or done again, and it takes no images away from a training. */
export function canTravel({ history, config, training }: LabState, direction: Direction): boolean {
  const there = target(history, direction);
  return there !== null && (isResting(training) || sameImages(there.config, config));
}

export function settingsActions(
  { get, set }: StoreTools,
  {
    loadData,
    followPicture,
    followSettings,
  }: Readonly<Record<'loadData' | 'followPicture' | 'followSettings', () => void>>,
): SettingsActions {
  function setConfig(changes: Partial<LabConfig>): void {
    const { config: before, gaveWay } = get();
    // Refuses what is out of range, before anything follows from it.
    parseConfig(changes, before);
    const settled = applyChanges({ config: before, gaveWay }, changes);
    const history = remember(get().history, {
      before: { config: before, gaveWay },
      after: settled.config,
      keys: Object.keys(changes) as FieldKey[],
      at: performance.now(),
    });
    take({ ...settled, history });
  }

  function take(next: Pick<LabState, 'config' | 'gaveWay' | 'history'>): void {
    const before = get().config;
    set(next);
    if (!sameImages(next.config, before)) loadData();
    else if (next.config.imageIndex !== before.imageIndex) followPicture();
    followSettings();
  }

  function go(direction: Direction): void {
    const lab = get();
    const next = travel(lab.history, { config: lab.config, gaveWay: lab.gaveWay }, direction);
    if (next && canTravel(lab, direction)) take(next);
  }
  return {
    setConfig,
    applyPreset: (name) => setConfig(applyPreset(name, get().config)),
    resetAll: () => setConfig(keepView(defaultConfig, get().config)),
    undo: () => go('undo'),
    redo: () => go('redo'),
    dismissIgnored: () => set({ ignored: [] }),
  };
}
