// A link that carries everything, as text and as a QR code; a teacher chooses which controls it hides.
import { Button, Checkbox, CopyButton, Modal, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renderSVG } from 'uqr';
import { encodeConfig } from '../../lab/config';
import { fieldKeys, fields } from '../../lab/fields';
import { useLabStore } from '../../store/useLab';
import { useView, viewQuery } from '../state/view';
import classes from './dialogs.module.css';

export interface ShareDialogProps {
  readonly onClose: () => void;
}

const settings = fieldKeys.filter((key) => fields[key].group !== 'view');

/** Longer links make a QR code that a phone does not read from a projector's screen. */
const longestForQr = 900;

export function ShareDialog({ onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  const view = useView();
  const store = useLabStore();
  const [hidden, setHidden] = useState(view.hidden);
  const [teaches, setTeaches] = useState(view.hidden.length > 0);
  const link = useMemo(() => {
    const { origin, pathname } = window.location;
    const parts = [
      encodeConfig(store.getState().config),
      viewQuery({ ...view, hidden: teaches ? hidden : [] }),
    ];
    const query = parts
      .filter((part) => part !== '')
      .join('&')
      .replaceAll('%2C', ',');
    return `${origin}${pathname}${query === '' ? '' : `?${query}`}`;
  }, [store, view, hidden, teaches]);
  const code = link.length <= longestForQr ? renderSVG(link, { border: 2 }) : null;
  const toggle = (name: string, on: boolean): void =>
    setHidden(on ? [...hidden, name] : hidden.filter((other) => other !== name));
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
      {teaches && (
        <div className={classes.hidden} role="group" aria-label={t('share.hide')}>
          {settings.map((key) => (
            <Checkbox
              key={key}
              size="xs"
              label={t(`fields.${key}.label`)}
              checked={hidden.includes(fields[key].url)}
              onChange={(event) => toggle(fields[key].url, event.currentTarget.checked)}
            />
          ))}
        </div>
      )}
    </Modal>
  );
}
