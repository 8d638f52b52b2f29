// What the author of a course page pastes to show one panel, or a lesson, in an article.
import { Button, CopyButton, Group, NativeSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabStore } from '../../store/useLab';
import { readEmbed, snippet, type Embed } from '../state/embed';
import { linkTo } from '../state/link';
import { lessonIds } from '../state/lessonIds';
import { linkedThemes, stages, useView, type LinkedTheme } from '../state/view';
import classes from './dialogs.module.css';

/** About how tall each is at 720 pixels, until it tells. */
const heights = { schedule: 720, forward: 560, training: 620, reverse: 900, lesson: 980 } as const;

const asTheme = (written: string): LinkedTheme | null =>
  linkedThemes.find((known) => known === written) ?? null;

export function EmbedSnippet({ hidden }: { readonly hidden: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const store = useLabStore();
  const present = useView();
  const { lesson } = present;
  const [embed, setEmbed] = useState<Embed>(
    lesson && lesson.id !== 'file' ? `lesson:${lesson.id}` : 'schedule',
  );
  const [theme, setTheme] = useState<LinkedTheme | null>(null);
  const words = (of: Embed): string => {
    const panel = stages.find((known) => known === of);
    return panel ? t(`${panel}.title`) : t('share.embedLesson', { id: of.slice('lesson:'.length) });
  };
  const known: readonly Embed[] = [...stages, ...lessonIds.map((id) => `lesson:${id}` as const)];
  const offered = known.includes(embed) ? known : [...known, embed];
  const panel = stages.find((name) => name === embed);
  const view = { ...present, lesson: null, hidden, projector: false, stage: null, embed, theme };
  const html = snippet({
    link: linkTo(store.getState().config, view, { lang: i18n.language }),
    title: `${t('app.title')}: ${words(embed)}`,
    height: heights[panel ?? 'lesson'],
  });
  return (
    <section className={classes.embed} aria-labelledby="share-embed">
      <Text fw={650} id="share-embed">
        {t('share.embed')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('share.embedWords')}
      </Text>
      <Group gap="sm" align="end">
        <NativeSelect
          size="xs"
          label={t('share.embedWhat')}
          value={embed}
          data={offered.map((value) => ({ value, label: words(value) }))}
          onChange={(event) => setEmbed(readEmbed(event.currentTarget.value)?.embed ?? 'schedule')}
          data-testid="embed-what"
        />
        <NativeSelect
          size="xs"
          label={t('share.embedTheme')}
          value={theme ?? ''}
          data={[
            { value: '', label: t('share.themes.auto') },
            ...linkedThemes.map((value) => ({ value, label: t(`share.themes.${value}`) })),
          ]}
          onChange={(event) => setTheme(asTheme(event.currentTarget.value))}
          data-testid="embed-theme"
        />
        <CopyButton value={html}>
          {({ copied, copy }) => (
            <Button size="xs" onClick={copy} color={copied ? 'green' : 'signal'}>
              {t(copied ? 'share.copied' : 'share.embedCopy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Textarea
        readOnly
        rows={4}
        aria-label={t('share.embed')}
        value={html}
        classNames={{ input: classes.html }}
        onFocus={(event) => event.currentTarget.select()}
        data-testid="embed-html"
      />
    </section>
  );
}
