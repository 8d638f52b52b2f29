// Asks before the page is left with a model, or drawings, that no file holds. Browsers ask in words of their own.
import { useEffect } from 'react';
import { holdsUnsaved } from '../../store/model';
import { useLab } from '../../store/useLab';
import { areUnsaved, useDrawings } from '../files/drawings';

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
  // Chrome before 119 asks for this alone.
  event.returnValue = true;
}

export function useLeaveGuard(): void {
  const model = useLab(holdsUnsaved);
  const drawings = useDrawings(areUnsaved);
  const unsaved = model || drawings;
  useEffect(() => {
    if (!unsaved) return undefined;
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
