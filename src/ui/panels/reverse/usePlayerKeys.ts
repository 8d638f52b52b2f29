// Space plays and pauses the film, the arrows step through it, unless what has the focus knows these keys itself:
// a control, a dialog, or a region that they scroll.
import { useHotkeys } from '@mantine/hooks';
import type { Player } from './usePlayer';

const knowsKeys =
  'button, a, input, select, textarea, summary, [tabindex="0"], [role="dialog"], [role="menu"], [role="radio"], [role="tab"]';

const isElsewhere = (event: KeyboardEvent): boolean =>
  event.defaultPrevented || (event.target instanceof Element && event.target.closest(knowsKeys) !== null);

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
