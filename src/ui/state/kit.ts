// The teacher's kit in the address: which of its documents, and on what paper.
export const kitDocuments = ['plan45', 'plan90', 'worksheet', 'key', 'slides', 'glossary'] as const;

export type KitDocument = (typeof kitDocuments)[number];

export const papers = ['a4', 'letter'] as const;

export type Paper = (typeof papers)[number];

export const readKit = (written: string): KitDocument | null =>
  kitDocuments.find((known) => known === written) ?? null;

export const readPaper = (written: string): Paper => papers.find((known) => known === written) ?? 'a4';
