// docs/classroom/ from the texts of the teacher's kit: `npx tsx scripts/classroom.ts` writes it anew.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { languages, type Language } from '../src/ui/i18n/i18n';
import { standards, steps45, steps90, type Step } from '../src/ui/lessons/kit/outline';
import { kitDocuments } from '../src/ui/state/kit';
import type en from '../src/ui/lessons/kit/texts/en.json';
import { root } from './install.mjs';

type Texts = typeof en;

const names = Object.keys(languages) as Language[];

const textsOf = (language: Language): Texts =>
  JSON.parse(readFileSync(path.join(root, `src/ui/lessons/kit/texts/${language}.json`), 'utf8')) as Texts;

const titleOf = (language: Language): string => {
  const lessons = path.join(root, `src/ui/lessons/texts/${language}.json`);
  return (JSON.parse(readFileSync(lessons, 'utf8')) as { kit: { title: string } }).kit.title;
};

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

function table({ plan, documents }: Texts, rows: Texts['plan']['rows45'], steps: readonly Step[]): string {
  const head = [plan.minutes, plan.page, documents.slides, plan.pupils, plan.teacher];
  const cells = rows.map((row, i) => [
    String(steps[i]?.minutes),
    String(steps[i]?.pages),
    String(steps[i]?.slides),
    row.pupils,
    row.teacher,
  ]);
  return [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** The page of one language, as it lies in docs/classroom/. */
export async function classroomPage(language: Language): Promise<string> {
  const texts = textsOf(language);
  const { plan, documents } = texts;
  const others = names
    .filter((other) => other !== language)
    .map((other) => `[${languages[other]}](${other}.md)`)
    .join(' · ');
  const links = kitDocuments.map((name) => `- ${documents[name]}: \`?kit=${name}&lang=${language}\``);
  const page = `# ${titleOf(language)}

${others}

${links.join('\n')}

${plan.whom}

**${plan.goals}**

${list(plan.goalList)}

**${plan.before}**

${list(plan.beforeList)}

## ${documents.plan45}

${table(texts, plan.rows45, steps45)}

## ${documents.plan90}

${table(texts, plan.rows90, steps90)}

## ${plan.noGpu}

${list(plan.noGpuList)}

## ${texts.glossaryTitle}

${list(texts.glossary.map(({ term, text }) => `**${term}**: ${text}`))}

## ${texts.standardsTitle}

${texts.standardsNote}

${list(standards.map((code, i) => `**${code}**: ${texts.standards[i] ?? ''}`))}
`;
  const file = path.join(root, 'docs/classroom', `${language}.md`);
  return format(page, { ...(await resolveConfig(file)), parser: 'markdown' });
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(path.join(root, 'docs/classroom'), { recursive: true });
  for (const language of names)
    writeFileSync(path.join(root, 'docs/classroom', `${language}.md`), await classroomPage(language));
}
