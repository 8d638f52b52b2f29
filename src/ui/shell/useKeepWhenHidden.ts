// A tab that nobody sees may be frozen or thrown away without another word: a phone does it within minutes.
import { useEffect } from 'react';
import { useActions } from '../../store/useLab';

export function useKeepWhenHidden(): void {
  const { keep } = useActions();
  useEffect(() => {
    const keepIfHidden = (): void => {
      if (document.visibilityState === 'hidden') keep();
    };
    document.addEventListener('visibilitychange', keepIfHidden);
    return () => document.removeEventListener('visibilitychange', keepIfHidden);
  }, [keep]);
}
