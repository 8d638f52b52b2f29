// The visitor's own training images: chosen files, brought to one size here; nothing is uploaded.
import { Button, FileButton, Text } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { LabState } from '../../store/state';
import { useLab } from '../../store/useLab';
import { chooseAgain } from '../files/chooseAgain';
import { useOpenImages } from '../files/useOpenFiles';

type Own = NonNullable<LabState['ownImages']>;

/** "20 images, 28 × 28 pixels, grey" */
function described({ height, width, channels, images }: Own, t: TFunction): string {
  const count = images.length / (height * width * channels);
  const words = { images: t('controls.ownCount', { count }), height, width };
  return t(channels === 1 ? 'controls.ownGrey' : 'controls.ownColour', words);
}

export function OwnImages() {
  const { t } = useTranslation();
  const take = useOpenImages();
  const own = useLab((lab) => lab.ownImages);
  return (
    <div>
      <FileButton multiple accept="image/*" inputProps={chooseAgain} onChange={(files) => void take(files)}>
        {(props) => (
          <Button {...props} size="xs" variant="default" fullWidth leftSection={<IconPhotoPlus size={15} />}>
            {t('controls.chooseImages')}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed" mt={4}>
        {own ? described(own, t) : t('controls.ownHint')}
      </Text>
    </div>
  );
}
