// A pad to draw a digit on; what is drawn goes into the forward process at once.
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../store/useLab';
import classes from './DrawingPad.module.css';
import { shrink } from '../files/ownPicture';
import { useShape } from '../files/useOwnPicture';
import { createPen, type Line, type Place } from './pen';

const side = 224;
/** About as wide as a stroke of MNIST: 2.2 of 28 pixels. */
const strokeWidth = side * (2.2 / 28);

export function DrawingPad() {
  const { t } = useTranslation();
  const { setOwnPicture } = useActions();
  const shape = useShape();
  const canvas = useRef<HTMLCanvasElement>(null);

  const clear = (): void => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.fillStyle = '#000';
    context.fillRect(0, 0, side, side);
  };
  useEffect(clear, []);

  const [pen] = useState(createPen);
  const draw = (lines: readonly Line[]): void => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || lines.length === 0) return;
    const box = canvas.current.getBoundingClientRect();
    const onPad = ({ x, y }: Place): [number, number] => [
      ((x - box.left) / box.width) * side,
      ((y - box.top) / box.height) * side,
    ];
    context.strokeStyle = '#fff';
    context.lineWidth = strokeWidth;
    context.lineCap = 'round';
    context.beginPath();
    for (const [from, to] of lines) {
      context.moveTo(...onPad(from));
      context.lineTo(...onPad(to));
    }
    context.stroke();
    const picture = shrink(canvas.current, shape);
    if (picture) setOwnPicture(picture);
  };

  return (
    <div>
      <canvas
        ref={canvas}
        width={side}
        height={side}
        className={classes.pad}
        role="img"
        aria-label={t('forward.pad')}
        data-testid="drawing-pad"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          draw(pen.down(event));
        }}
        onPointerMove={(event) => draw(pen.move(event.nativeEvent))}
        onLostPointerCapture={pen.up}
      />
      <Group justify="space-between" mt={8}>
        <Text size="xs" c="dimmed">
          {t('forward.padHint')}
        </Text>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            clear();
            setOwnPicture(null);
          }}
        >
          {t('forward.clear')}
        </Button>
      </Group>
    </div>
  );
}
