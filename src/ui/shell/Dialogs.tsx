// The dialogs of the page, each loaded when it is first opened.
import { lazy, Suspense, useEffect } from 'react';
import { openDialog, useView } from '../state/view';

const ShareDialog = lazy(async () => ({ default: (await import('../dialogs/ShareDialog')).ShareDialog }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('../dialogs/ShortcutsDialog')).ShortcutsDialog,
}));
const SettingsDrawer = lazy(async () => ({
  default: (await import('../dialogs/SettingsDrawer')).SettingsDrawer,
}));
const LessonsDialog = lazy(async () => ({
  default: (await import('../lessons/LessonsDialog')).LessonsDialog,
}));
const ModelDialog = lazy(async () => ({ default: (await import('../dialogs/ModelDialog')).ModelDialog }));

const close = (): void => openDialog(null);

/** A closed dialog is gone at once: what had the focus before it was opened gets it back. */
function useFocusBack(open: boolean): void {
  useEffect(() => {
    const from = document.activeElement;
    if (!open || !(from instanceof HTMLElement)) return undefined;
    return () => from.focus();
  }, [open]);
}

export function Dialogs() {
  const dialog = useView((view) => view.dialog);
  useFocusBack(dialog !== null);
  return (
    <Suspense>
      {dialog === 'share' && <ShareDialog onClose={close} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {dialog === 'lessons' && <LessonsDialog onClose={close} />}
      {dialog === 'model' && <ModelDialog onClose={close} />}
      {dialog === 'settings' && <SettingsDrawer onClose={close} />}
    </Suspense>
  );
}
