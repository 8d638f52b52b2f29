// The keyboard of the whole page; playing and stepping belong to the reverse panel.
import { useHotkeys, type HotkeyItem } from '@mantine/hooks';
import { useLabStore } from '../../store/useLab';
import { openDialog, toggleProjector } from '../state/view';

const panels = ['schedule', 'forward', 'training', 'reverse'] as const;

const isLatin = ({ key }: KeyboardEvent): boolean => /^[a-z]$/i.test(key);

/** The shortcut of a letter; where the keyboard types no Latin letters, of the key where that letter would be. */
const letter = (name: string, act: () => void): HotkeyItem[] => [
  [name, act],
  [name, (event) => !isLatin(event) && act(), { usePhysicalKeys: true }],
];

export function useShortcuts(): void {
  const store = useLabStore();
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
  useHotkeys([
    ...letter('T', train),
    ...letter('P', toggleProjector),
    ['shift+?', () => openDialog('shortcuts')],
    ['?', () => openDialog('shortcuts')],
    ['1', () => show(0)],
    ['2', () => show(1)],
    ['3', () => show(2)],
    ['4', () => show(3)],
  ]);
}
