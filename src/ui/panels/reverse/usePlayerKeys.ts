// Space plays and pauses the film, the arrows step through it, unless a control that knows these keys has the focus.
import { useHotkeys } from '@mantine/hooks';
import type { Player } from './usePlayer';

const knowsKeys =
  'button, a, input, select, textarea, [role="slider"], [role="radio"], [role="menuitem"], [role="tab"]';

const isElsewhere = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest(knowsKeys) !== null;

export function usePlayerKeys(player: Player): void {
  const unless = (act: () => void) => (event: KeyboardEvent) => {
    if (isElsewhere(event)) return;
    event.preventDefault();
    act();
  };
  const options = { preventDefault: false };
  useHotkeys([
    ['Space', unless(player.toggle), options],
    ['ArrowRight', unless(() => player.goTo(player.index + 1)), options],
    ['ArrowLeft', unless(() => player.goTo(player.index - 1)), options],
  ]);
}
