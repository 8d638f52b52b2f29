// The lessons of the box, in the order of the list: one for each tutorial that this lab grew from, and others.
import { lessonIds, type LessonId } from '../state/lessonIds';
import copy from './data/copy.json';
import guidance from './data/guidance.json';
import hour from './data/hour.json';
import hourRecorded from './data/hour-recorded.json';
import plane from './data/plane.json';
import samplers from './data/samplers.json';
import schedule from './data/schedule.json';
import t0 from './data/t0.json';
import t1 from './data/t1.json';
import t2 from './data/t2.json';
import t3 from './data/t3.json';
import t4 from './data/t4.json';
import { readLesson, type Lesson } from './format';

const files: Readonly<Record<LessonId, unknown>> = {
  hour,
  'hour-recorded': hourRecorded,
  schedule,
  t0,
  t1,
  t2,
  t3,
  t4,
  samplers,
  guidance,
  copy,
  plane,
};

export const lessons: readonly Lesson[] = lessonIds.map((id) => readLesson(files[id], `${id}.json`));
