// Draws a grid of small pictures on a 2D canvas, enlarged without smoothing.
import { useLayoutEffect, useRef, type CSSProperties } from 'react';
import type { Pictures } from '../../lab/pictures';
import { toRaster } from './paint';

export interface PixelGridProps {
  readonly pictures: Pictures;
  /** What the pictures show, for those who do not see them. */
  readonly label: string;
  readonly columns?: number;
  readonly gap?: number;
  readonly testId?: string;
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
}

export function PixelGrid({
  pictures,
  label,
  columns = 1,
  gap = 2,
  testId,
  className,
  style,
}: PixelGridProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    const { width, height, data } = toRaster(pictures, { columns, gap });
    if (canvas.current.width !== width) canvas.current.width = width;
    if (canvas.current.height !== height) canvas.current.height = height;
    context.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pictures, columns, gap]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      data-testid={testId}
      className={className}
      style={{ display: 'block', width: '100%', ...style }}
    />
  );
}
