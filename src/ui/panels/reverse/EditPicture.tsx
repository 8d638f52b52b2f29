// One picture, of which a part is hidden with a brush: the model draws what is hidden, or varies the whole from every
// noise level.
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Edit } from '../../../lab/explorations';
import type { ImageBatch } from '../../../lab/images';
import { maskOf } from '../../../lab/masks';
import type { ExploringPhase } from '../../../store/state';
import { useActions, useLab } from '../../../store/useLab';
import { FieldControl } from '../../controls/FieldControl';
import { useFormat } from '../../hooks/format';
import { variationNeed } from '../../hooks/needs';
import { useCleanPicture } from '../../hooks/picture';
import { FailureText } from '../../parts/FailureRemark';
import { NeedButton } from '../../parts/NeedButton';
import { OwnPictureTools } from '../../parts/OwnPictureTools';
import { PixelGrid } from '../../parts/PixelGrid';
import { Remark } from '../../parts/Remark';
import { MaskPainter } from './MaskPainter';
import classes from './reverse.module.css';
import { Variations } from './Variations';

function Found({ phase }: { readonly phase: ExploringPhase }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (phase.kind === 'none' || phase.kind === 'drawing' || !('picture' in phase.exploration)) return null;
  if (phase.kind === 'failed') {
    return (
      <Remark kind="warning">
        <FailureText failure={phase.failure} />
      </Remark>
    );
  }
  const { exploration, places, frames } = phase;
  if (exploration.what === 'vary')
    return <Variations picture={exploration.picture} places={places} frames={frames} />;
  const [drawn] = frames;
  if (!drawn) return null;
  const words = t('reverse.edit.inpainted', { pictures: format.whole(drawn.count) });
  return (
    <figure>
      <PixelGrid pictures={drawn} columns={Math.min(8, drawn.count)} label={words} testId="inpainted" />
      <Text component="figcaption" size="xs" c="dimmed">
        {words}
      </Text>
    </figure>
  );
}

function Editor({ picture }: { readonly picture: ImageBatch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { explore, stopExploring } = useActions();
  const [mask, setMask] = useState(() => maskOf('right', picture));
  const phase = useLab((lab) => lab.exploring);
  const need = useLab((lab) => variationNeed(lab, { hasPicture: true, position: 1 }));
  const begin = (what: Edit): void => explore({ what, picture: { image: picture.pixels, mask } });
  const isDrawing = phase.kind === 'drawing' && 'picture' in phase.exploration;
  return (
    <div className={classes.explored}>
      <div className={classes.source}>
        <Text size="xs" c="dimmed">
          {t('reverse.edit.hint')}
        </Text>
        <OwnPictureTools />
      </div>
      <div className={classes.editor}>
        <MaskPainter picture={picture} mask={mask} onMask={setMask}>
          <FieldControl name="resamplings" />
        </MaskPainter>
      </div>
      {isDrawing ? (
        <div>
          <Button size="xs" variant="default" onClick={stopExploring} data-testid="stop-edit">
            {t('reverse.explore.stop', { percent: format.percent(phase.done / phase.total) })}
          </Button>
        </div>
      ) : (
        <div className={classes.top}>
          <NeedButton
            size="xs"
            variant="default"
            need={need ?? (mask.includes(0) ? null : 'hidden')}
            onClick={() => begin('inpaint')}
            data-testid="inpaint"
          >
            {t('reverse.edit.inpaint')}
          </NeedButton>
          <NeedButton
            size="xs"
            variant="default"
            need={need}
            onClick={() => begin('vary')}
            data-testid="finish-picture"
          >
            {t('reverse.edit.vary')}
          </NeedButton>
        </div>
      )}
      <Found phase={phase} />
    </div>
  );
}

export function EditPicture() {
  const { t } = useTranslation();
  const picture = useCleanPicture();
  if (!picture) return <Text c="dimmed">{t('forward.waiting')}</Text>;
  // A mask is for pictures of its own size.
  return <Editor key={`${picture.width}x${picture.height}`} picture={picture} />;
}
