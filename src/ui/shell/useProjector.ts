// Projector mode on the document: larger type, high contrast, the settings folded away.
import { useEffect } from 'react';
import { useView } from '../state/view';

export function useProjector(): boolean {
  const projector = useView((view) => view.projector);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-projector', projector);
  }, [projector]);
  return projector;
}
