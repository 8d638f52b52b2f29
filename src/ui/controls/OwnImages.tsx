// The visitor's own training images: chosen files, brought to one size here; nothing is uploaded.
import { Button, FileButton, Text } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/useLab';
import { chooseAgain } from '../files/chooseAgain';
import { useOpenImages } from '../files/useOpenFiles';

export function OwnImages() {
  const { t } = useTranslation();
  const take = useOpenImages();
  const count = useLab(({ ownImages }) =>
    ownImages ? ownImages.images.length / (ownImages.height * ownImages.width * ownImages.channels) : 0,
  );
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
        {count > 0 ? t('controls.ownCount', { count }) : t('controls.ownHint')}
      </Text>
    </div>
  );
}
