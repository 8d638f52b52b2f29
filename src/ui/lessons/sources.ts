// Where lessons come from: the box, a file that the visitor opens, an address of the page's own origin.
import { LabError } from '../../lab/errors';
import type { LessonName } from '../state/lessonIds';
import { parseLesson, type Lesson } from './format';
import { lessons } from './registry';

/** A lesson is text; what is larger is something else. */
const mostBytes = 2 ** 20;

/** @throws LabError where it is none */
async function readLessonFrom(file: Blob, name: string): Promise<Lesson> {
  if (file.size > mostBytes)
    throw new LabError('bad-file', `“${name}” is too large for a lesson.`, {
      reason: { name: 'lesson-other', values: { file: name } },
    });
  return parseLesson(await file.text(), name);
}

let opened: Lesson | null = null;

/** The lesson that the visitor has opened from a file is `file` from now on. @throws LabError where it is none */
export async function openLesson(file: File): Promise<void> {
  opened = await readLessonFrom(file, file.name);
}

async function fetchLesson(address: string): Promise<Lesson> {
  const url = new URL(address, document.baseURI);
  const notThere = new LabError('bad-file', `There is no lesson at ${address}.`, {
    reason: { name: 'lesson-nowhere', values: { address } },
  });
  if (url.origin !== window.location.origin)
    throw new LabError('bad-file', `${address} is not of this page's origin.`, {
      reason: { name: 'lesson-origin', values: { address } },
    });
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) throw notThere;
  return readLessonFrom(await response.blob(), address);
}

const fetched = new Map<string, Promise<Lesson>>();

/** @throws LabError where there is no such lesson, or it is none */
export function findLesson(name: LessonName): Lesson | Promise<Lesson> {
  const known = name === 'file' ? opened : lessons.find(({ id }) => id === name);
  if (known) return known;
  const lesson = fetched.get(name) ?? fetchLesson(name);
  fetched.set(name, lesson);
  // What could not be had is asked for anew the next time.
  lesson.catch(() => fetched.delete(name));
  return lesson;
}
