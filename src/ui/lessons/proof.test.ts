import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Progress } from './progress';
import { checkList, isFinished, predictionsOf, proofOf, readProof, seeds } from './proof';
import { lessons } from './registry';

const lesson = lessons.find(({ id }) => id === 'schedule') ?? lessons[0]!;
const all = lesson.pages.map((_, i) => i);
const finished = (answers: Record<number, number>, seed = 7): Progress => ({
  page: 0,
  done: all,
  answers,
  seed,
});

describe('the code of a finished lesson', () => {
  it('comes only when every page is done and every prediction made', () => {
    expect(proofOf(lesson, undefined)).toBeNull();
    expect(proofOf(lesson, { ...finished({ 0: 1, 2: 0 }), done: all.slice(1) })).toBeNull();
    expect(proofOf(lesson, finished({ 0: 1 }))).toBeNull();
    expect(isFinished(lesson, finished({ 0: 1, 2: 0 }))).toBe(true);
    expect(proofOf(lesson, finished({ 0: 1, 2: 0 }))).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
    );
  });

  it('says what was predicted and by whom, in every lesson, however it is typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...lessons),
        fc.nat(seeds - 1),
        fc.infiniteStream(fc.nat(1000)),
        (of, seed, stream) => {
          const asked = predictionsOf(of);
          const answers = asked.map(({ choices }) => (stream.next().value ?? 0) % choices);
          const progress: Progress = {
            page: 0,
            done: of.pages.map((_, i) => i),
            answers: Object.fromEntries(asked.map(({ page }, i) => [page, answers[i] ?? 0])),
            seed,
          };
          const code = proofOf(of, progress) ?? '';
          expect(readProof(of, code)).toEqual({ seed, answers });
          const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
          expect(readProof(of, ` ${typed} `)).toEqual({ seed, answers });
        },
      ),
    );
  });

  it('is refused when one character is changed, two are swapped, or the lesson is another', () => {
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const code = proofOf(lesson, finished({ 0: 1, 2: 2 }, 345)) ?? '';
    const plain = code.replace('-', '');
    const changed = Array.from(plain, (own, i) =>
      Array.from(letters)
        .filter((letter) => letter !== own)
        .map((letter) => plain.slice(0, i) + letter + plain.slice(i + 1)),
    ).flat();
    expect(changed).toHaveLength(8 * 31);
    for (const other of changed) expect(readProof(lesson, other), other).toBeNull();
    for (let i = 0; i < 7; i += 1) {
      const swapped = plain.slice(0, i) + plain[i + 1] + plain[i] + plain.slice(i + 2);
      if (swapped !== plain) expect(readProof(lesson, swapped), swapped).toBeNull();
    }
    for (const other of lessons) if (other !== lesson) expect(readProof(other, code), other.id).toBeNull();
    for (const none of ['', '1234', 'UUUU-UUUU', `${code}1`]) expect(readProof(lesson, none)).toBeNull();
  });

  it('is of the lesson with these tasks, whatever its language', () => {
    const code = proofOf(lesson, finished({ 0: 1, 2: 0 })) ?? '';
    const { ru = lesson.words.en! } = lesson.words;
    expect(readProof({ ...lesson, words: { ru } }, code)).not.toBeNull();
    expect(readProof({ ...lesson, pages: lesson.pages.toReversed() }, code)).toBeNull();
  });
});

it('a pasted list is checked line by line, with names, and tells the same code twice', () => {
  const [a, b] = [3, 4].map((seed) => proofOf(lesson, finished({ 0: 1, 2: 0 }, seed)) ?? '');
  const checked = checkList(
    lesson,
    `Ada: ${a}\n\n  Émilie ${b?.toLowerCase()}\n${a}\nno code\nMax 0000-0000`,
  );
  expect(checked.map(({ name, proven, sameAs }) => [name, proven?.seed ?? null, sameAs])).toEqual([
    ['Ada', 3, null],
    ['Émilie', 4, null],
    ['', 3, 1],
    ['', null, null],
    ['Max', null, null],
  ]);
});
