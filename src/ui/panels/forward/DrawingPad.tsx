// A pad to draw a digit on; what is drawn goes into the forward process at once.
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../../store/useLab';
import classes from './DrawingPad.module.css';
import { shrink } from '../../files/ownPicture';
import { useShape } from '../../files/useOwnPicture';

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

  const stroke = (event: PointerEvent<HTMLCanvasElement>): void => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || event.buttons === 0) return;
    const box = canvas.current.getBoundingClientRect();
    const place = (clientX: number, clientY: number): [number, number] => [
      ((clientX - box.left) / box.width) * side,
      ((clientY - box.top) / box.height) * side,
    ];
    const [x, y] = place(event.clientX, event.clientY);
    const [fromX, fromY] = place(event.clientX - event.movementX, event.clientY - event.movementY);
    const isStart = event.type === 'pointerdown';
    context.strokeStyle = '#fff';
    context.lineWidth = strokeWidth;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(isStart ? x : fromX, isStart ? y : fromY);
    context.lineTo(x, y);
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
          stroke(event);
        }}
        onPointerMove={stroke}
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
