// Whose key it is: a shortcut of the page is off where the key is typed or means something of its own.

const typed = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="range"], [type="file"])';
const over = 'dialog, [role="dialog"], [role="menu"]';

/** What a key is to whatever has the focus. Letters choose in a select, as they write in a text field. */
const known = {
  letter: typed,
  // `tabindex="0"` is also on regions that the arrows scroll, and on sliders that are no input.
  arrow: `${typed}, ${over}, [type="radio"], [type="range"], [tabindex="0"], [role="radio"], [role="tab"]`,
  space: `${typed}, ${over}, input, button, a, summary, [tabindex="0"]`,
} as const;

export type KeyKind = keyof typeof known;

/** True where what has the focus knows the key itself. */
export function isTaken(event: Pick<KeyboardEvent, 'defaultPrevented' | 'target'>, kind: KeyKind): boolean {
  const { target } = event;
  if (event.defaultPrevented) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest(known[kind]) !== null;
}
