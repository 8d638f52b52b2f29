// One panel, or one lesson with the panel that it lights, alone in a frame of another page: with the time ruler, the
// settings that belong to it, and a way to the whole page. It tells its height and takes neither focus nor scrolling.
import { useEffect, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { FieldGroup } from '../../lab/field';
import { fieldKeys, fields, type FieldKey } from '../../lab/fields';
import { isRelevant } from '../../lab/relevance';
import { useLab, useLabStore } from '../../store/useLab';
import { FieldControl } from '../controls/FieldControl';
import { DropZone } from '../files/DropZone';
import { latePart } from '../parts/latePart';
import type { Embed, HeightMessage } from '../state/embed';
import { linkTo } from '../state/link';
import { stages, useView, type Stage } from '../state/view';
import { bubbles } from '../theme';
import { Dialogs } from './Dialogs';
import { EmbeddedPanel } from './EmbeddedPanel';
import classes from './EmbedShell.module.css';
import { Notices, useNoticed } from './noticing';
import { useKeepWhenHidden } from './useKeepWhenHidden';
import { useLeaveGuard } from './useLeaveGuard';
import { useUndoKeys } from './useShortcuts';

const EmbeddedLesson = latePart(async () => (await import('./EmbeddedLesson')).EmbeddedLesson);

/** Whose settings stand below a panel. */
const groups = {
  schedule: 'schedule',
  forward: null,
  training: null,
  reverse: 'sampling',
} as const satisfies Record<Stage, FieldGroup | null>;

function useShown(group: FieldGroup | null): readonly FieldKey[] {
  const hidden = useView((view) => view.hidden);
  return useLab(
    useShallow(({ config }) =>
      fieldKeys.filter((key) => {
        const { group: own, level, url, inPanel } = fields[key];
        return (
          own === group && level === 'basic' && !inPanel && !hidden.includes(url) && isRelevant(key, config)
        );
      }),
    ),
  );
}

function Settings({ group }: { readonly group: FieldGroup | null }) {
  const { t } = useTranslation();
  const shown = useShown(group);
  if (group === null || shown.length === 0) return null;
  return (
    <div
      className={classes.settings}
      role="group"
      aria-label={t(`groups.${group}`)}
      data-testid="embed-settings"
    >
      {shown.map((key) => (
        <FieldControl key={key} name={key} />
      ))}
    </div>
  );
}

/** Tells the host how tall this page is; whoever it is may know. */
function useHeightMessages() {
  const shell = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = shell.current;
    if (!element || window.parent === window) return undefined;
    const tell = new ResizeObserver(() => {
      const message: HeightMessage = {
        type: 'diffusion-lab-height',
        height: Math.ceil(element.offsetHeight),
      };
      window.parent.postMessage(message, '*');
    });
    tell.observe(element);
    return () => tell.disconnect();
  }, []);
  return shell;
}

function Foot() {
  const { t, i18n } = useTranslation();
  const store = useLabStore();
  const credited = useLab(({ dataset }) => (dataset && dataset.credit !== '' ? dataset.name : null));
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    const view = { ...useView.getState(), embed: null };
    event.currentTarget.href = linkTo(store.getState().config, view, { lang: i18n.language });
  };
  return (
    <footer className={classes.foot}>
      <a
        href={window.location.pathname}
        target="_blank"
        rel="noopener"
        onClick={follow}
        data-testid="embed-whole"
      >
        {t('embed.whole')}
      </a>
      {credited !== null && <span>{t(`credits.${credited}`)}</span>}
    </footer>
  );
}

export function EmbedShell({ embed }: { readonly embed: Embed }) {
  const { t } = useTranslation();
  const shell = useHeightMessages();
  useUndoKeys();
  useLeaveGuard();
  useKeepWhenHidden();
  const noticed = useNoticed();
  const panel = stages.find((known) => known === embed);
  return (
    <div ref={shell} className={classes.shell} data-testid="embed">
      <main id="panels" className={classes.panels} tabIndex={-1}>
        <h1 className={classes.name}>{t('app.title')}</h1>
        {panel ? <EmbeddedPanel panel={panel} /> : <EmbeddedLesson />}
        {panel && <Settings group={groups[panel]} />}
        <div id={bubbles} className={classes.bubbles} />
      </main>
      <Foot />
      <Dialogs />
      <DropZone />
      {noticed && <Notices />}
    </div>
  );
}
