// Whether the explanation of a field stands open: asked for by its button, or by ? on its control.
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

export interface Help {
  readonly isOpen: boolean;
  readonly toggle: () => void;
  /** The field with its control. */
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function useHelp(): Help {
  const ref = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const toggle = (): void => setOpen((before) => !before);
  useEffect(() => {
    if (!isOpen) return undefined;
    // Also where no focus moves: not every browser gives it to a button that is tapped.
    const leave = ({ target }: Event): void => {
      if (!(target instanceof Node && ref.current?.contains(target))) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setOpen(false);
    if (event.key !== '?') return;
    // Elsewhere on the page this key shows all shortcuts. No value is written with it.
    event.preventDefault();
    event.stopPropagation();
    toggle();
  };
  return { isOpen, toggle, ref, onKeyDown };
}
