// Proof without a server: a finished lesson gives eight characters that the teacher's page checks. They hold a number
// that the lesson drew for the visitor, what was predicted, and a checksum over both and over the lesson itself with
// its tasks. It keeps honest people from mistakes and from copying, not a programmer from forging.
import type { Lesson } from './format';
import type { Progress } from './progress';

/** Crockford's: without I, L, O and U, which are misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const seedBits = 10;
const answerBits = 12;
const checkBits = 18;

/** How many visitors of a lesson a code can tell apart. */
export const seeds = 2 ** seedBits;

/** A page's prediction: its index, how many choices it has, and the one that is right. */
interface Asked {
  readonly page: number;
  readonly choices: number;
  readonly right: number;
}

/** The predictions that a code has room for, in their order. */
export function predictionsOf(lesson: Lesson): readonly Asked[] {
  const [words] = Object.values(lesson.words);
  const asked: Asked[] = [];
  let room = 2 ** answerBits;
  for (const [page, { predict }] of lesson.pages.entries()) {
    const choices = words?.pages[page]?.choices?.length ?? 0;
    if (!predict || choices > room) continue;
    room = Math.floor(room / choices);
    asked.push({ page, choices, right: predict.right });
  }
  return asked;
}

/** FNV-1a over UTF-16 units with a last mixing (that of MurmurHash3), cut to the bits of the checksum. */
function checksum(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> (32 - checkBits);
}

const checkOf = (lesson: Lesson, seed: number, answers: number): number =>
  checksum(JSON.stringify([lesson.id, lesson.pages, seed, answers]));

/** Whether every page is done and every prediction made. */
export function isFinished({ pages }: Lesson, progress: Progress | undefined): progress is Progress {
  if (!progress) return false;
  return pages.every(
    ({ predict }, i) => progress.done.includes(i) && (!predict || progress.answers[i] !== undefined),
  );
}

/** @returns the code as it is read out, `XXXX-XXXX`; null where the lesson is not finished */
export function proofOf(lesson: Lesson, progress: Progress | undefined): string | null {
  if (!isFinished(lesson, progress)) return null;
  const { seed } = progress;
  const answers = predictionsOf(lesson).reduceRight(
    (sum, { page, choices }) => sum * choices + (progress.answers[page] ?? 0),
    0,
  );
  // Below 2 ** 40: a number holds it to the bit.
  let value = (seed * 2 ** answerBits + answers) * 2 ** checkBits + checkOf(lesson, seed, answers);
  let code = '';
  for (let i = 0; i < 8; i += 1) {
    code = (alphabet[value % 32] ?? '') + code;
    value = Math.floor(value / 32);
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

export interface Proven {
  readonly seed: number;
  /** Indices of the choices, in the order of {@link predictionsOf}. */
  readonly answers: readonly number[];
}

/** What a code says of a lesson; null where it is of another lesson, or not as it was given. */
export function readProof(lesson: Lesson, written: string): Proven | null {
  const code = written.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (code.length !== 8) return null;
  let value = 0;
  for (const letter of code) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return null;
    value = value * 32 + digit;
  }
  const check = value % 2 ** checkBits;
  const content = Math.floor(value / 2 ** checkBits);
  const seed = Math.floor(content / 2 ** answerBits);
  const packed = content % 2 ** answerBits;
  if (checkOf(lesson, seed, packed) !== check) return null;
  let rest = packed;
  const answers = predictionsOf(lesson).map(({ choices }) => {
    const answer = rest % choices;
    rest = Math.floor(rest / choices);
    return answer;
  });
  return rest === 0 ? { seed, answers } : null;
}

export interface CheckedLine {
  /** What stands before the code: a name, as a rule. */
  readonly name: string;
  readonly code: string;
  readonly proven: Proven | null;
  /** The line, from 1, that had the same code before. */
  readonly sameAs: number | null;
}

/** Checks a pasted list, a code at the end of each line; empty lines are left out. */
export function checkList(lesson: Lesson, list: string): readonly CheckedLine[] {
  const first = new Map<string, number>();
  const lines = list.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, i) => {
    const [, name = '', code = line.trim()] =
      /^(.*?)[\s:,;]*([0-9a-z]{4}[-\s]?[0-9a-z]{4})\s*$/i.exec(line) ?? [];
    const key = code.toUpperCase().replaceAll(/[\s-]/g, '');
    const sameAs = first.get(key) ?? null;
    if (sameAs === null) first.set(key, i + 1);
    return { name: name.trim(), code, proven: readProof(lesson, code), sameAs };
  });
}
