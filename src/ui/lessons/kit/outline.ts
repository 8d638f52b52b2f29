// What is the same in every language of the kit: minutes and pages of the plans, and the standards that are named.

/** Minutes, and pages of the lesson, of each row of a plan. */
export const steps45 = [5, 5, 5, 8, 4, 6, 6, 6].map((minutes, i) => ({ minutes, pages: String(i + 1) }));
export const steps90 = [
  { minutes: 45, pages: '1–8' },
  { minutes: 20, pages: '1–4' },
  { minutes: 15, pages: '2–4' },
  { minutes: 10, pages: '–' },
] as const;

/** CSTA K–12 (2017) and the big ideas of AI4K12, as the texts go through them. */
export const standards = [
  'CSTA 3A-DA-11',
  'CSTA 3A-DA-12',
  'CSTA 3A-IC-24',
  'CSTA 3B-AP-08',
  'CSTA 3B-DA-07',
  'AI4K12 2',
  'AI4K12 3',
  'AI4K12 5',
] as const;
