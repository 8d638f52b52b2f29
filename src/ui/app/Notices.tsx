// The worker's words as quiet notifications, and the parameters of a link that were ignored. Loaded with the first.
import { Notifications, notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions, useLab } from '../../store/useLab';

const closable = (name: string) => ({ closeButtonProps: { 'aria-label': name } });

export function Notices() {
  const { t } = useTranslation();
  const { dismissIgnored } = useActions();
  const ignored = useLab((lab) => lab.ignored);
  const notice = useLab((lab) => lab.notices.at(-1));
  const dataNotice = useLab((lab) => lab.dataset?.notice);
  useEffect(() => {
    if (ignored.length === 0) return;
    notifications.show({
      ...closable(t('app.close')),
      id: 'ignored',
      autoClose: false,
      color: 'noise',
      message: t('app.ignored', { count: ignored.length, names: ignored.join(', ') }),
      onClose: dismissIgnored,
    });
  }, [ignored, dismissIgnored, t]);
  useEffect(() => {
    if (notice)
      notifications.show({
        ...closable(t('app.close')),
        id: `notice-${notice.id}`,
        message: notice.sentence,
      });
  }, [notice, t]);
  useEffect(() => {
    if (dataNotice !== undefined)
      notifications.show({ ...closable(t('app.close')), id: 'data', message: dataNotice, color: 'noise' });
  }, [dataNotice, t]);
  return <Notifications position="bottom-right" />;
}
