// The worker's words as quiet notifications, and the parameters of a link that were ignored. Loaded with the first.
import { Notifications, notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions, useLab } from '../../store/useLab';
import { useFailureWords } from '../model/failureWords';
import { useFormat } from '../model/format';
import { TechnicalDetails } from '../parts/TechnicalDetails';
import { useView } from './view';

const namedAtMost = 5;

const closable = (name: string) => ({ closeButtonProps: { 'aria-label': name } });

export function Notices() {
  const { t } = useTranslation();
  const { dismissIgnored } = useActions();
  const ignored = useLab((lab) => lab.ignored);
  const notice = useLab((lab) => lab.notices.at(-1));
  const refused = useLab((lab) => lab.dataset?.refused);
  const unopened = useView((view) => view.unopened);
  const format = useFormat();
  const failureWords = useFailureWords();
  useEffect(() => {
    if (ignored.length === 0) return;
    notifications.show({
      ...closable(t('app.close')),
      id: 'ignored',
      autoClose: false,
      color: 'noise',
      message: t('app.ignored', { count: ignored.length, names: format.list(ignored) }),
      onClose: dismissIgnored,
    });
  }, [ignored, dismissIgnored, t, format]);
  useEffect(() => {
    if (notice)
      notifications.show({
        ...closable(t('app.close')),
        id: `notice-${notice.id}`,
        message: (
          <>
            {t(`app.notices.${notice.name}`)}
            <TechnicalDetails text={notice.cause} />
          </>
        ),
      });
  }, [notice, t]);
  useEffect(() => {
    if (refused)
      notifications.show({
        ...closable(t('app.close')),
        id: 'data',
        autoClose: false,
        message: t('app.strokesInstead', { why: failureWords(refused) }),
        color: 'noise',
      });
  }, [refused, t, failureWords]);
  useEffect(() => {
    if (unopened.length > 0)
      notifications.show({
        ...closable(t('app.close')),
        autoClose: false,
        message: t('app.unreadable', {
          count: unopened.length,
          names: format.list(unopened.slice(0, namedAtMost)),
        }),
        color: 'noise',
      });
  }, [unopened, t, format]);
  return <Notifications position="bottom-right" />;
}
