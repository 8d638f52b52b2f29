// A picture with a brush: what is painted over is to be drawn anew. Halves can be hidden without a pointer.
import { NativeSelect, SegmentedControl, Slider, Text } from '@mantine/core';
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageBatch } from '../../../lab/images';
import { holes, maskOf, painted } from '../../../lab/masks';
import { toPictures } from '../../../lab/pictures';
import { useFormat } from '../../hooks/format';
import padClasses from '../../parts/DrawingPad.module.css';
import { createPen, type Line, type Place } from '../../parts/pen';
import { toRaster } from '../../parts/paint';
import classes from './reverse.module.css';

export interface MaskPainterProps {
  readonly picture: ImageBatch;
  /** [height, width]: 1 where the picture is kept. */
  readonly mask: Uint8Array;
  readonly onMask: (change: (before: Uint8Array) => Uint8Array) => void;
  /** More controls, below the brush. */
  readonly children: ReactNode;
}

/** Of what is hidden, over the picture: orange in both themes. */
const tint = [226, 110, 40] as const;
const tintShare = 0.7;

/** In pixels of the picture. */
const widestBrush = 6;

function useDrawn(picture: ImageBatch, mask: Uint8Array) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const raster = useMemo(() => toRaster(toPictures(picture), { columns: 1, gap: 0 }), [picture]);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const data = raster.data.map((value, i) => {
      const colour = tint[i % 4];
      if (colour === undefined || mask[Math.floor(i / 4)] === 1) return value;
      return tintShare * colour + (1 - tintShare) * value;
    });
    context.putImageData(new ImageData(data, raster.width, raster.height), 0, 0);
  }, [raster, mask]);
  return canvas;
}

export function MaskPainter({ picture, mask, onMask, children }: MaskPainterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const canvas = useDrawn(picture, mask);
  const [pen] = useState(createPen);
  const [value, setValue] = useState<0 | 1>(0);
  const [radius, setRadius] = useState(2);
  const { width, height } = picture;
  const paint = (lines: readonly Line[]): void => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || lines.length === 0) return;
    const inPicture = ({ x, y }: Place): Place => ({
      x: ((x - box.left) / box.width) * width,
      y: ((y - box.top) / box.height) * height,
    });
    onMask((before) =>
      lines.reduce(
        (found, [from, to]) =>
          painted(found, picture, { from: inPicture(from), to: inPicture(to), radius, value }),
        before,
      ),
    );
  };
  const hidden = mask.filter((kept) => kept === 0).length / mask.length;
  return (
    <>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        className={`${padClasses.pad} ${classes.mask}`}
        role="img"
        aria-label={t('reverse.edit.canvas', { percent: format.percent(hidden) })}
        data-testid="mask"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          paint(pen.down(event));
        }}
        onPointerMove={(event) => paint(pen.move(event.nativeEvent))}
        onLostPointerCapture={pen.up}
      />
      <div className={classes.tools}>
        <NativeSelect
          size="xs"
          label={t('reverse.edit.hole')}
          value=""
          onChange={(event) => {
            const name = event.currentTarget.value;
            onMask(() => maskOf(holes.find((hole) => hole === name) ?? null, picture));
          }}
          data={[
            { value: '', label: t('reverse.edit.choose') },
            ...holes.map((hole) => ({ value: hole, label: t(`reverse.edit.holes.${hole}`) })),
            { value: 'none', label: t('reverse.edit.holes.none') },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('reverse.edit.brush')}
          value={value === 0 ? 'hide' : 'show'}
          onChange={(name) => setValue(name === 'hide' ? 0 : 1)}
          data={(['hide', 'show'] as const).map((name) => ({
            value: name,
            label: t(`reverse.edit.${name}`),
          }))}
        />
        <Text size="xs" c="dimmed">
          {t('reverse.edit.width')}
        </Text>
        <Slider
          size="sm"
          label={null}
          thumbLabel={t('reverse.edit.width')}
          thumbValueText={format.number(2 * radius)}
          min={0.5}
          max={widestBrush}
          step={0.5}
          value={radius}
          onChange={setRadius}
        />
        {children}
      </div>
    </>
  );
}
