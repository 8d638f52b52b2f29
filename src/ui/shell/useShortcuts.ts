// The keyboard of the whole page; playing and stepping belong to the reverse panel.
import { useHotkeys, type HotkeyItem } from '@mantine/hooks';
import { useLabStore } from '../../store/useLab';
import { isTaken } from '../hooks/keys';
import { openDialog, toggleProjector, toggleStage } from '../state/view';

const panels = ['schedule', 'forward', 'training', 'reverse'] as const;

const isLatin = ({ key }: KeyboardEvent): boolean => /^[a-z]$/i.test(key);

const options = { preventDefault: false };

/** A key does something unless it is being typed. */
const shortcut = (keys: string, act: () => void): HotkeyItem => [
  keys,
  (event) => {
    if (isTaken(event, 'letter')) return;
    event.preventDefault();
    act();
  },
  options,
];

/** The shortcut of a letter; where the keyboard types no Latin letters, of the key where that letter would be. */
const letter = (name: string, act: () => void): HotkeyItem[] => [
  shortcut(name, act),
  [
    name,
    (event) => {
      if (!isLatin(event) && !isTaken(event, 'letter')) act();
    },
    { usePhysicalKeys: true, ...options },
  ],
];

/** Undo and redo of settings. */
export function useUndoKeys(): void {
  const { undo, redo } = useLabStore().getState().actions;
  useHotkeys([...letter('mod+Z', undo), ...letter('mod+shift+Z', redo), ...letter('mod+Y', redo)], []);
}

export function useShortcuts(): void {
  const store = useLabStore();
  useUndoKeys();
  const train = (): void => {
    const { training, model, actions } = store.getState();
    if (training.kind === 'training') actions.pause();
    else if (training.kind === 'paused') actions.resume();
    else if (training.kind === 'idle') actions.train({ fresh: model === null });
  };
  const show = (index: number): void => {
    const panel = document.getElementById(`panel-${panels[index] ?? ''}`);
    panel?.scrollIntoView({ block: 'nearest' });
    panel?.focus();
  };
  useHotkeys(
    [
      ...letter('T', train),
      ...letter('P', toggleProjector),
      ...letter('C', toggleStage),
      shortcut('shift+?', () => openDialog('shortcuts')),
      shortcut('?', () => openDialog('shortcuts')),
      ...panels.map((_, index) => shortcut(String(index + 1), () => show(index))),
    ],
    [],
  );
}
