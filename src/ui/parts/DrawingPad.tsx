// A pad to draw on, in white on black. Another key gives an empty one.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DrawingPad.module.css';
import { createPen, type Line, type Place } from './pen';

const side = 224;
/** About as wide as a stroke of MNIST: 2.2 of 28 pixels. */
const strokeWidth = side * (2.2 / 28);

export interface DrawingPadProps {
  /** After each part of a line. */
  readonly onDraw: (pad: HTMLCanvasElement) => void;
}

export function DrawingPad({ onDraw }: DrawingPadProps) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.fillStyle = '#000';
    context.fillRect(0, 0, side, side);
  }, []);

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
    onDraw(canvas.current);
  };

  return (
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
  );
}
