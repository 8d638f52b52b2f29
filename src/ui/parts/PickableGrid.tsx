// A grid of pictures of which one can be chosen, by pointer or keyboard.
import { PixelGrid, type PixelGridProps } from './PixelGrid';
import classes from './PickableGrid.module.css';

export interface PickableGridProps extends PixelGridProps {
  readonly columns: number;
  readonly chosen: number;
  readonly nameOf: (index: number) => string;
  readonly onChoose: (index: number) => void;
}

/** The gap as a share of the whole grid, which is enlarged. */
const share = (pictures: number, side: number, gap: number): string =>
  `${(100 * gap) / (pictures * side + (pictures - 1) * gap)}%`;

export function PickableGrid({ chosen, nameOf, onChoose, gap = 2, ...grid }: PickableGridProps) {
  const { count, width, height } = grid.pictures;
  const across = Math.min(grid.columns, count);
  const rows = Math.ceil(count / across);
  const layout = {
    gridTemplate: `repeat(${rows}, 1fr) / repeat(${across}, 1fr)`,
    gap: `${share(rows, height, gap)} ${share(across, width, gap)}`,
  };
  return (
    <div className={classes.grid}>
      <PixelGrid gap={gap} {...grid} />
      <div className={classes.cells} style={layout}>
        {Array.from({ length: count }, (_, index) => (
          <button
            key={index}
            type="button"
            className={classes.cell}
            aria-label={nameOf(index)}
            aria-pressed={index === chosen}
            onClick={() => onChoose(index)}
          />
        ))}
      </div>
    </div>
  );
}
