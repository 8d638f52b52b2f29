// Projector and class mode on the document: larger type, high contrast, the settings folded away; on one panel alone.
import { useEffect } from 'react';
import { isProjected, useView, type Stage } from '../state/view';

export interface Projection {
  readonly projected: boolean;
  /** The panel that fills the screen. */
  readonly stage: Stage | null;
}

export function useProjector(): Projection {
  const projected = useView(isProjected);
  const stage = useView((view) => view.stage);
  useEffect(() => {
    const { documentElement: root } = document;
    root.toggleAttribute('data-projector', projected);
    if (stage) root.setAttribute('data-stage', stage);
    else root.removeAttribute('data-stage');
  }, [projected, stage]);
  return { projected, stage };
}
