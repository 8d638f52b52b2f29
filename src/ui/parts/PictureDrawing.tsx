// A pad for the picture of the forward process, which takes what is drawn at once.
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../store/useLab';
import { shrink } from '../files/ownPicture';
import { useShape } from '../files/useOwnPicture';
import { openDialog, useView } from '../state/view';
import { DrawingPad } from './DrawingPad';

interface PictureDrawingProps {
  /** Before drawings are collected elsewhere. */
  readonly onCollect: () => void;
}

export function PictureDrawing({ onCollect }: PictureDrawingProps) {
  const { t } = useTranslation();
  const { setOwnPicture } = useActions();
  const shape = useShape();
  // One panel in a frame of another page trains nothing.
  const isEmbedded = useView((view) => view.embed !== null);
  const [sheet, setSheet] = useState(0);
  const take = (pad: HTMLCanvasElement): void => {
    const picture = shrink(pad, shape);
    if (picture) setOwnPicture(picture);
  };
  const collect = (): void => {
    onCollect();
    openDialog('drawings');
  };
  const clear = (): void => {
    setSheet(sheet + 1);
    setOwnPicture(null);
  };
  return (
    <div>
      <DrawingPad key={sheet} onDraw={take} />
      <Group justify="space-between" mt={8}>
        <Text size="xs" c="dimmed">
          {t('forward.padHint')}
        </Text>
        <Button size="xs" variant="default" onClick={clear}>
          {t('forward.clear')}
        </Button>
      </Group>
      {!isEmbedded && (
        <Button size="compact-xs" variant="subtle" mt={6} onClick={collect}>
          {t('forward.collect')}
        </Button>
      )}
    </div>
  );
}
