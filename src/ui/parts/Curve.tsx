// Line charts: the room that one takes, the titles of its axes and the marker. The plot in it comes late: recharts is
// more than a quarter of all scripts, and nothing else on the page should wait for it.
import classes from './Curve.module.css';
import type { CurvePlotProps } from './CurvePlot';
import { margin, type CurveProps } from './curveShape';
import { latePart } from './latePart';

const CurvePlot = latePart<CurvePlotProps>(async () => (await import('./CurvePlot')).CurvePlot);

export function Curve({ marker, xLabel, yLabel, ...chart }: CurveProps) {
  const { x, label, height, fill } = chart;
  const [first, last] = [x[0] ?? 0, x[x.length - 1] ?? 1];
  const place = marker === undefined ? null : (marker - first) / (last - first || 1);
  return (
    <div
      className={classes.curve}
      style={fill ? { minHeight: height, flex: 1 } : { height }}
      role="img"
      aria-label={label}
    >
      <CurvePlot {...chart} />
      <span className={classes.yTitle}>{yLabel}</span>
      <span className={classes.xTitle}>{xLabel}</span>
      {place !== null && place >= 0 && place <= 1 && (
        <div className={classes.field} style={margin}>
          <div className={classes.marker} style={{ left: `${place * 100}%` }} data-testid="curve-marker" />
        </div>
      )}
    </div>
  );
}
