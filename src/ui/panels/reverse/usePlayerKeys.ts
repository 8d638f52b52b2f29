// Space plays and pauses the film, the arrows step through it, unless what has the focus knows these keys itself.
import { useHotkeys } from '@mantine/hooks';
import { isTaken, type KeyKind } from '../../hooks/keys';
import type { Player } from './usePlayer';

export function usePlayerKeys(player: Player): void {
  const unless = (kind: KeyKind, act: () => void) => (event: KeyboardEvent) => {
    if (isTaken(event, kind)) return;
    event.preventDefault();
    act();
  };
  const options = { preventDefault: false };
  useHotkeys(
    [
      ['Space', unless('space', player.toggle), options],
      ['ArrowRight', unless('arrow', () => player.goTo(player.index + 1)), options],
      ['ArrowLeft', unless('arrow', () => player.goTo(player.index - 1)), options],
    ],
    [],
  );
}
