// What the visitor can take along: pictures, films, curves, the model; and opening a model or other files.
import { ActionIcon, FileButton, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '../../lab/errors';
import { useLabStore } from '../../store/useLab';
import type { ExportKind } from '../export/files';
import { chooseAgain } from '../files/chooseAgain';
import { useOpenFiles } from '../files/useOpenFiles';
import { late, tryAgain } from '../state/late';
import { nameUnsaved, openDialog } from '../state/view';

const exporters = late(() => import('../export/files'));

export function ExportMenu() {
  const { t } = useTranslation();
  const store = useLabStore();
  const open = useOpenFiles();
  const [kinds, setKinds] = useState<readonly ExportKind[]>([]);
  const openFile = useRef<() => void>(null);
  const [missing, setMissing] = useState(false);
  const look = async (): Promise<void> => {
    try {
      const { available } = await exporters();
      setKinds(available(store.getState()));
      setMissing(false);
    } catch {
      setMissing(true);
    }
  };
  const lookAgain = (): void => {
    tryAgain();
    void look();
  };
  const save = async (kind: ExportKind): Promise<void> => {
    try {
      await (await exporters()).exportFile(kind, store.getState());
    } catch (thrown) {
      nameUnsaved(kind, toFailure(thrown));
    }
  };
  return (
    <>
      <FileButton multiple inputProps={chooseAgain} onChange={(files) => void open(files)}>
        {({ onClick }) => {
          openFile.current = onClick;
          return null;
        }}
      </FileButton>
      <Menu
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        position="bottom-end"
        shadow="md"
        onOpen={() => void look()}
      >
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('header.export')}
            title={t('header.export')}
          >
            <IconDownload size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => void save(kind)} data-testid={`export-${kind}`}>
              {t(`export.${kind}`)}
            </Menu.Item>
          ))}
          {missing && (
            <Menu.Item closeMenuOnClick={false} onClick={lookAgain} data-testid="export-missing">
              {t('export.missing')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => openFile.current?.()}>{t('export.open')}</Menu.Item>
          <Menu.Item onClick={() => openDialog('runs')} data-testid="kept-runs">
            {t('stored.all')}
          </Menu.Item>
          <Menu.Item onClick={() => openDialog('storage')} data-testid="kept-all">
            {t('storage.all')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
