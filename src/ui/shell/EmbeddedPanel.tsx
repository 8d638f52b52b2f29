// A panel alone in a frame, with the ruler that it follows.
import type { ComponentType } from 'react';
import { ForwardPanel } from '../panels/forward/ForwardPanel';
import { ReversePanel } from '../panels/reverse/ReversePanel';
import { SchedulePanel } from '../panels/schedule/SchedulePanel';
import { TrainingPanel } from '../panels/training/TrainingPanel';
import { PartBoundary } from '../parts/PartBoundary';
import { TimeRuler } from '../parts/TimeRuler';
import type { Stage } from '../state/view';
import classes from './EmbedShell.module.css';

const panels = {
  schedule: SchedulePanel,
  forward: ForwardPanel,
  training: TrainingPanel,
  reverse: ReversePanel,
} as const satisfies Record<Stage, ComponentType>;

export function EmbeddedPanel({ panel }: { readonly panel: Stage }) {
  const Panel = panels[panel];
  return (
    <>
      <PartBoundary>
        <Panel />
      </PartBoundary>
      <div id="panel-ruler" className={classes.ruler}>
        <PartBoundary>
          <TimeRuler />
        </PartBoundary>
      </div>
    </>
  );
}
