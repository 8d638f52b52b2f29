// The dialogs of the page, each fetched when it is first opened or ahead of that.
import { Button } from '@mantine/core';
import i18next from 'i18next';
import { useEffect, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { latePart } from '../parts/latePart';
import { late } from '../state/late';
import { openDialog, useView } from '../state/view';
import classes from './shell.module.css';

interface DialogProps {
  readonly onClose: () => void;
}

const open = (dialog: HTMLDialogElement | null): void => {
  if (dialog && !dialog.open) dialog.showModal();
};

/** The browser's own dialog: the page's comes with the parts that could not be had. */
function PlainDialog({ onClose, children }: DialogProps & { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <dialog ref={open} className={classes.plain} aria-label={t('part.title')} onClose={onClose}>
      {children}
      <Button size="xs" variant="default" onClick={onClose}>
        {t('app.close')}
      </Button>
    </dialog>
  );
}

const dialog = (load: () => Promise<ComponentType<DialogProps>>): ComponentType<DialogProps> =>
  latePart(load, (note, { onClose }) => <PlainDialog onClose={onClose}>{note}</PlainDialog>);

const ShareDialog = dialog(async () => (await import('../dialogs/ShareDialog')).ShareDialog);
const ShortcutsDialog = dialog(async () => (await import('../dialogs/ShortcutsDialog')).ShortcutsDialog);
const SettingsDrawer = dialog(async () => (await import('../dialogs/SettingsDrawer')).SettingsDrawer);
const LessonsDialog = dialog(async () => (await import('../lessons/LessonsDialog')).LessonsDialog);
const RunsDialog = dialog(async () => (await import('../dialogs/RunsDialog')).RunsDialog);
const DataDialog = dialog(async () => (await import('../dialogs/DataDialog')).DataDialog);
const StorageDialog = dialog(async () => (await import('../dialogs/StorageDialog')).StorageDialog);
const AboutDialog = dialog(async () => (await import('../dialogs/AboutDialog')).AboutDialog);
const OwnDialog = dialog(async () => (await import('../dialogs/OwnDialog')).OwnDialog);
const DrawingsDialog = dialog(async () => (await import('../dialogs/DrawingsDialog')).DrawingsDialog);
const ModelDialog = dialog(async () => (await import('../dialogs/ModelDialog')).ModelDialog);

// Ahead only: who needs the words asks for them by language.
late(async () => (await import('../lessons/texts')).lessonTexts(i18next.language));

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
  const name = useView((view) => view.dialog);
  useFocusBack(name !== null);
  switch (name) {
    case 'share':
      return <ShareDialog onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'settings':
      return <SettingsDrawer onClose={close} />;
    case 'lessons':
      return <LessonsDialog onClose={close} />;
    case 'model':
      return <ModelDialog onClose={close} />;
    case 'runs':
      return <RunsDialog onClose={close} />;
    case 'ownImages':
      return <OwnDialog onClose={close} />;
    case 'drawings':
      return <DrawingsDialog onClose={close} />;
    case 'data':
      return <DataDialog onClose={close} />;
    case 'storage':
      return <StorageDialog onClose={close} />;
    case 'about':
      return <AboutDialog onClose={close} />;
    case null:
      return null;
  }
}
