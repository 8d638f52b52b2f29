// What is the same in every language of the kit: minutes, pages and slides of the plans, and the standards that are named.

export interface Step {
  readonly minutes: number;
  readonly pages: string;
  readonly slides: string;
}

/** Minutes, pages of the lesson, and the slides that go with them, of each row of a plan. */
export const steps45: readonly Step[] = [
  { minutes: 5, pages: '1', slides: '1, 2' },
  { minutes: 5, pages: '2', slides: '3' },
  { minutes: 5, pages: '3', slides: '4' },
  { minutes: 8, pages: '4', slides: '6' },
  { minutes: 4, pages: '5', slides: '7' },
  { minutes: 6, pages: '6', slides: '8' },
  { minutes: 6, pages: '7', slides: '8' },
  { minutes: 6, pages: '8', slides: '10' },
];
export const steps90: readonly Step[] = [
  { minutes: 45, pages: '1–8', slides: '1–4, 6–8, 10' },
  { minutes: 20, pages: '1–4', slides: '5' },
  { minutes: 15, pages: '2–4', slides: '9' },
  { minutes: 10, pages: '–', slides: '10' },
];

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
