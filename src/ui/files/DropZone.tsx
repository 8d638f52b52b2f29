// The whole page takes files that are dropped on it, and says so while one hovers over it.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFiledSets } from '../hooks/filedSets';
import classes from './DropZone.module.css';
import { droppedEntries, hasFolder } from './gather';
import { useOpenFiles, useOpenFolders } from './useOpenFiles';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

export function DropZone() {
  const { t } = useTranslation();
  const open = useOpenFiles();
  const openFolders = useOpenFolders();
  const sets = useFiledSets();
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      // Without this the browser would leave the page for the file.
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setHovering(false);
      const { dataTransfer: dropped } = event;
      const entries = dropped ? droppedEntries(dropped) : [];
      if (hasFolder(entries)) void openFolders(entries);
      else void open([...(dropped?.files ?? [])]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [open, openFolders]);
  return hovering && <div className={classes.zone}>{t('app.dropHere', { sets })}</div>;
}
