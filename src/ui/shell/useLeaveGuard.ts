// Asks before the page is left with a model that no file holds. Browsers ask in words of their own.
import { useEffect } from 'react';
import { holdsUnsaved } from '../../store/model';
import { useLab } from '../../store/useLab';

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
  // Chrome before 119 asks for this alone.
  event.returnValue = true;
}

export function useLeaveGuard(): void {
  const unsaved = useLab(holdsUnsaved);
  useEffect(() => {
    if (!unsaved) return undefined;
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
