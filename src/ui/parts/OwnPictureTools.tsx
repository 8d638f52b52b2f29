// The visitor's own picture: drawn with the mouse, or a file chosen or dropped.
import { ActionIcon, FileButton, Popover, Tooltip } from '@mantine/core';
import { IconPencil, IconPhotoPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PictureDrawing } from './PictureDrawing';
import { chooseAgain } from '../files/chooseAgain';
import { useOpenPicture } from '../files/useOpenFiles';

export function OwnPictureTools() {
  const { t } = useTranslation();
  const take = useOpenPicture();
  const [isDrawing, setIsDrawing] = useState(false);
  return (
    <>
      <Popover position="bottom-end" shadow="md" trapFocus opened={isDrawing} onChange={setIsDrawing}>
        <Popover.Target>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('forward.draw')}
            title={t('forward.draw')}
            onClick={() => setIsDrawing(!isDrawing)}
          >
            <IconPencil size={17} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <PictureDrawing onCollect={() => setIsDrawing(false)} />
        </Popover.Dropdown>
      </Popover>
      <FileButton accept="image/*" inputProps={chooseAgain} onChange={(file) => void take(file)}>
        {(props) => (
          <Tooltip label={t('forward.fileHint')}>
            <ActionIcon {...props} variant="default" size="lg" aria-label={t('forward.file')}>
              <IconPhotoPlus size={17} />
            </ActionIcon>
          </Tooltip>
        )}
      </FileButton>
    </>
  );
}
