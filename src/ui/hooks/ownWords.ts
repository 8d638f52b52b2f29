// The visitor's own images in a line: "240 images, 32 × 32 pixels, grey, 3 classes".
import { useTranslation } from 'react-i18next';
import type { OwnImages } from '../../lab/images';

export function useOwnWords(): (own: OwnImages) => string {
  const { t } = useTranslation();
  return ({ height, width, channels, images, classes }) => {
    const count = images.length / (height * width * channels);
    const what = { images: t('controls.ownCount', { count }), height, width };
    const words = t(channels === 1 ? 'controls.ownGrey' : 'controls.ownColour', what);
    return classes ? t('controls.ownClasses', { words, count: classes.names.length }) : words;
  };
}
