// A grid of pictures of which one can be chosen, by pointer or keyboard.
import { PixelGrid, type PixelGridProps } from './PixelGrid';
import classes from './PickableGrid.module.css';

export interface PickableGridProps extends PixelGridProps {
  readonly columns: number;
  readonly chosen: number;
  readonly nameOf: (index: number) => string;
  readonly onChoose: (index: number) => void;
}

export function PickableGrid({ chosen, nameOf, onChoose, ...grid }: PickableGridProps) {
  const across = Math.min(grid.columns, grid.pictures.count);
  return (
    <div className={classes.grid}>
      <PixelGrid {...grid} />
      <div className={classes.cells} style={{ gridTemplateColumns: `repeat(${across}, 1fr)` }}>
        {Array.from({ length: grid.pictures.count }, (_, index) => (
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
