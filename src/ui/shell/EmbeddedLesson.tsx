// A lesson alone in a frame: its card, and below it the panel that the page is about.
import { useState } from 'react';
import { LessonCard } from '../lessons/LessonCard';
import { useLesson } from '../lessons/runner';
import { stages, type Stage } from '../state/view';
import { EmbeddedPanel } from './EmbeddedPanel';

export function EmbeddedLesson() {
  const light = useLesson(({ begun }) => begun?.page.light);
  const [panel, setPanel] = useState<Stage>('schedule');
  // The ruler is below every panel: a page about it leaves the one that is there.
  const lit = stages.find((name) => name === light);
  if (lit && lit !== panel) setPanel(lit);
  return (
    <>
      <LessonCard />
      <EmbeddedPanel panel={panel} />
    </>
  );
}
