// The dialogs of the page, each loaded when it is first opened.
import { lazy, Suspense } from 'react';
import { openDialog, useView } from './view';

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

export function Dialogs() {
  const dialog = useView((view) => view.dialog);
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
