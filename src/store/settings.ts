// The settings as the visitor changes them; images follow the data set that is named.
import { parseConfig } from '../lab/config';
import type { LabConfig } from '../lab/fields';
import { sameImages } from '../lab/images';
import { applyPreset, type PresetName } from '../lab/presets';
import { applyChanges } from './reconcile';
import type { StoreTools } from './tools';

export interface SettingsActions {
  /** @throws LabError `bad-setting` when a value is out of its field's range; nothing is changed then. */
  setConfig(changes: Partial<LabConfig>): void;
  applyPreset(name: PresetName): void;
  /** The notice of a link's parameters that were of no use has been read. */
  dismissIgnored(): void;
}

export function settingsActions(
  { get, set }: StoreTools,
  { loadData, followSettings }: { readonly loadData: () => void; readonly followSettings: () => void },
): SettingsActions {
  function setConfig(changes: Partial<LabConfig>): void {
    const { config: before, gaveWay } = get();
    // Refuses what is out of range, before anything follows from it.
    parseConfig(changes, before);
    const settled = applyChanges({ config: before, gaveWay }, changes);
    set(settled);
    if (!sameImages(settled.config, before)) loadData();
    followSettings();
  }
  return {
    setConfig,
    applyPreset: (name) => setConfig(applyPreset(name, get().config)),
    dismissIgnored: () => set({ ignored: [] }),
  };
}
