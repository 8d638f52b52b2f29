// The visitor's own picture: drawn with the mouse, or a file chosen or dropped.
import { ActionIcon, FileButton, Popover, Tooltip } from '@mantine/core';
import { IconPencil, IconPhotoPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActions, useLab } from '../../../store/useLab';
import { DrawingPad } from './DrawingPad';
import { shrink, type Shape } from './ownPicture';

const standard: Shape = { height: 28, width: 28, channels: 1 };

/** What an own picture has to look like: as the data set does. */
export const useShape = (): Shape => useLab((lab) => lab.dataset ?? standard);

/** Takes an image file as the picture; anything else is passed over. */
export function useTakeFile(): (file: File | null) => Promise<void> {
  const { setOwnPicture } = useActions();
  const shape = useShape();
  return async (file) => {
    if (!file?.type.startsWith('image/')) return;
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (!bitmap) return;
    const picture = shrink(bitmap, shape);
    bitmap.close();
    if (picture) setOwnPicture(picture);
  };
}

export function OwnPictureTools() {
  const { t } = useTranslation();
  const take = useTakeFile();
  return (
    <>
      <Popover position="bottom-end" shadow="md" trapFocus>
        <Popover.Target>
          <ActionIcon variant="default" size="lg" aria-label={t('forward.draw')} title={t('forward.draw')}>
            <IconPencil size={17} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <DrawingPad />
        </Popover.Dropdown>
      </Popover>
      <FileButton accept="image/*" onChange={(file) => void take(file)}>
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
