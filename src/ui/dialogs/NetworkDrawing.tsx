// A network from the side: its levels from left to right, the deeper the lower, and the skips that join them.
import { useElementSize } from '@mantine/hooks';
import type { ModelStage } from '../hooks/modelStages';
import classes from './dialogs.module.css';
import { placeSkips, placeStages } from './placeStages';

/** Pixels under a box for its two numbers. */
const captions = 30;

export interface NetworkDrawingProps {
  readonly stages: readonly ModelStage[];
  readonly label: string;
}

export function NetworkDrawing({ stages, label }: NetworkDrawingProps) {
  const { ref, width: room } = useElementSize<HTMLDivElement>();
  const boxes = placeStages(stages, room);
  const height = Math.max(0, ...boxes.map((box) => box.y + box.height)) + captions;
  return (
    <div ref={ref} className={classes.network}>
      {room > 0 && (
        <svg width={room} height={height} role="img" aria-label={label}>
          {placeSkips(boxes).map(({ from, to, y }) => (
            <path key={from} d={`M${from} ${y}H${to}`} className={classes.skip} markerEnd="url(#skip-end)" />
          ))}
          <marker id="skip-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7">
            <path d="M0 0L8 4L0 8z" fill="var(--ink-dim)" />
          </marker>
          {boxes.map(({ stage, x, y, width, height: tall }) => (
            <g key={x}>
              <rect
                {...{ x, y, width }}
                height={tall}
                rx={5}
                fill={stage.attention > 0 ? 'var(--noise)' : 'var(--signal)'}
              />
              <text x={x + width / 2} y={y + tall + 13} textAnchor="middle" className={classes.stageName}>
                {stage.size}²
              </text>
              <text x={x + width / 2} y={y + tall + 26} textAnchor="middle" className={classes.stageName}>
                {stage.channels}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
