// The visitor's own training images: files or a folder to choose, or drawings, looked at before they are taken; nothing is uploaded.
import { Button, FileButton, Stack, Text } from '@mantine/core';
import { IconFolder, IconPencil, IconPhotoPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/useLab';
import { chooseAgain } from '../files/chooseAgain';
import { chosen } from '../files/gather';
import { bringImages, useOwnSet } from '../files/ownSet';
import { useOwnWords } from '../hooks/ownWords';
import { openDialog } from '../state/view';

/** Not in React's types: the input asks for a folder. */
const folder = { ...chooseAgain, webkitdirectory: '' };

export function OwnImages() {
  const { t } = useTranslation();
  const words = useOwnWords();
  const own = useLab((lab) => lab.ownImages);
  const found = useOwnSet((set) => set.found);
  const bring = (files: readonly File[]): void => void bringImages(chosen(files));
  return (
    <div>
      <Stack gap={6}>
        <FileButton
          multiple
          accept="image/*,.zip,.npz,.npy,.bin,.gz"
          inputProps={chooseAgain}
          onChange={bring}
        >
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconPhotoPlus size={15} />}>
              {t('controls.chooseImages')}
            </Button>
          )}
        </FileButton>
        <FileButton multiple inputProps={folder} onChange={bring}>
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconFolder size={15} />}>
              {t('controls.chooseFolder')}
            </Button>
          )}
        </FileButton>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPencil size={15} />}
          onClick={() => openDialog('drawings')}
        >
          {t('controls.drawImages')}
        </Button>
      </Stack>
      <Text size="xs" c="dimmed" mt={4}>
        {own ? words(own) : t('controls.ownHint')}
      </Text>
      {own && found && (
        <Button size="compact-xs" variant="subtle" onClick={() => openDialog('ownImages')}>
          {t('controls.ownLook')}
        </Button>
      )}
    </div>
  );
}
