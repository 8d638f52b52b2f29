import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { languages, type Language } from '../src/ui/i18n/i18n';
import { classroomPage } from './classroom';
import { root } from './install.mjs';

it.each(Object.keys(languages) as Language[])(
  'docs/classroom/%s.md says what the page’s kit says; else run `npx tsx scripts/classroom.ts`',
  async (language) => {
    const kept = readFileSync(path.join(root, 'docs/classroom', `${language}.md`), 'utf8');
    expect(kept).toBe(await classroomPage(language));
  },
);
