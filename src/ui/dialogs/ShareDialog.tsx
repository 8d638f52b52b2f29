// A link that carries everything, as text and as a QR code; a teacher chooses which controls it hides.
import { Button, Checkbox, CopyButton, Modal, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renderSVG } from 'uqr';
import type { FieldGroup } from '../../lab/field';
import { fieldKeys, fields } from '../../lab/fields';
import { useLabStore } from '../../store/useLab';
import { Remark } from '../parts/Remark';
import { linkTo } from '../state/link';
import { useView } from '../state/view';
import classes from './dialogs.module.css';
import { EmbedSnippet } from './EmbedSnippet';

export interface ShareDialogProps {
  readonly onClose: () => void;
}

const groups: readonly Exclude<FieldGroup, 'view'>[] = [
  'data',
  'schedule',
  'objective',
  'model',
  'training',
  'sampling',
];

const urlsOf = (group: FieldGroup): readonly string[] =>
  fieldKeys.filter((key) => fields[key].group === group).map((key) => fields[key].url);

/** Names of a page that only this computer can open. */
const isLocal = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  hostname.startsWith('127.');

interface HiddenGroupProps {
  readonly group: FieldGroup;
  readonly hidden: readonly string[];
  readonly onHide: (hidden: readonly string[]) => void;
}

/** The settings of a group, one by one or all of them. */
function HiddenGroup({ group, hidden, onHide }: HiddenGroupProps) {
  const { t } = useTranslation();
  const urls = urlsOf(group);
  const others = hidden.filter((name) => !urls.includes(name));
  const here = hidden.filter((name) => urls.includes(name));
  const toggle = (name: string, on: boolean): void =>
    onHide(on ? [...hidden, name] : hidden.filter((other) => other !== name));
  return (
    <div className={classes.hidden} role="group" aria-label={t(`groups.${group}`)}>
      <Checkbox
        size="xs"
        fw={650}
        className={classes.whole}
        label={t('share.hideGroup', { group: t(`groups.${group}`) })}
        checked={here.length === urls.length}
        indeterminate={here.length > 0 && here.length < urls.length}
        onChange={(event) => onHide(event.currentTarget.checked ? [...others, ...urls] : others)}
      />
      {fieldKeys
        .filter((key) => fields[key].group === group)
        .map((key) => (
          <Checkbox
            key={key}
            size="xs"
            label={t(`fields.${key}.label`)}
            checked={hidden.includes(fields[key].url)}
            onChange={(event) => toggle(fields[key].url, event.currentTarget.checked)}
          />
        ))}
    </div>
  );
}

/** Longer links make a QR code that a phone does not read from a projector's screen. */
const longestForQr = 900;

export function ShareDialog({ onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  const view = useView();
  const store = useLabStore();
  const [hidden, setHidden] = useState(view.hidden);
  const [teaches, setTeaches] = useState(view.hidden.length > 0);
  const link = useMemo(
    () => linkTo(store.getState().config, { ...view, hidden: teaches ? hidden : [] }),
    [store, view, hidden, teaches],
  );
  const code = link.length <= longestForQr ? renderSVG(link, { border: 2 }) : null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('share.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={classes.share}>
        <div className={classes.link}>
          <Text size="sm" c="dimmed">
            {t('share.words')}
          </Text>
          {isLocal(window.location.hostname) && (
            <Remark kind="warning" testId="share-local">
              {t('share.localOnly')}
            </Remark>
          )}
          <TextInput
            readOnly
            aria-label={t('share.link')}
            value={link}
            onFocus={(event) => event.currentTarget.select()}
            data-testid="share-link"
          />
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button onClick={copy} color={copied ? 'green' : 'signal'}>
                {t(copied ? 'share.copied' : 'share.copy')}
              </Button>
            )}
          </CopyButton>
          <Checkbox
            label={t('share.hide')}
            checked={teaches}
            onChange={(event) => setTeaches(event.currentTarget.checked)}
          />
        </div>
        {code === null ? (
          <Text size="sm">{t('share.tooLong')}</Text>
        ) : (
          <div
            className={classes.code}
            role="img"
            aria-label={t('share.code')}
            data-testid="share-qr"
            dangerouslySetInnerHTML={{ __html: code }}
          />
        )}
      </div>
      <EmbedSnippet hidden={teaches ? hidden : []} />
      {teaches &&
        groups.map((group) => <HiddenGroup key={group} group={group} hidden={hidden} onHide={setHidden} />)}
    </Modal>
  );
}
