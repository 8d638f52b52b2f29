// A plot of the plane on a canvas, in the colours of the theme; it can be drawn on.
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useLayoutEffect, useRef, type PointerEvent } from 'react';
import classes from './plane.module.css';
import { drawScene, span, type Palette, type Scene } from './scene';

export interface PlanePlotProps {
  readonly scene: Scene;
  readonly label: string;
  readonly testId?: string;
  /** Where the pointer draws, in the plane. */
  readonly onDraw?: ((x: number, y: number) => void) | undefined;
}

function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(`--${name}`);
  return { signal: of('signal'), noise: of('noise'), third: of('third'), ink: of('ink') };
}

export function PlanePlot({ scene, label, testId, onDraw }: PlanePlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const scheme = useComputedColorScheme('light');
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const pixels = Math.round(width * ratio);
    if (element.width !== pixels) [element.width, element.height] = [pixels, pixels];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawScene(context, width, scene, paletteOf(element));
  }, [scene, width, scheme]);
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const share = (value: number, from: number, length: number): number => (2 * (value - from)) / length - 1;
    onDraw?.(
      span * share(event.clientX, box.left, box.width),
      -span * share(event.clientY, box.top, box.height),
    );
  };
  return (
    <div ref={ref} className={classes.plot}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        data-testid={testId}
        data-drawn={onDraw ? '' : undefined}
        {...(onDraw && { onPointerDown: draw, onPointerMove: draw })}
      />
    </div>
  );
}
