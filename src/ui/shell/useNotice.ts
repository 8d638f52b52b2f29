// One notification that is tied to what it tells of.
import { notifications, type NotificationData } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

export type NoticeContent = Pick<
  NotificationData,
  'message' | 'color' | 'autoClose' | 'allowClose' | 'onClose'
>;

/**
 * Shows a notice once for each cause, and takes it away when there is none any more. While it is open it follows what
 * it says, into another language too; one that was dismissed does not come back.
 * @param cause compared by identity; null for none
 */
export function useNotice(id: string, cause: unknown, notice: NoticeContent): void {
  const { t } = useTranslation();
  const shown = useRef<unknown>(null);
  useEffect(() => {
    const data = { ...notice, id, closeButtonProps: { 'aria-label': t('app.close') } };
    if (cause === null) {
      if (shown.current !== null) notifications.hide(id);
    } else {
      // Does nothing to one that is open, as the next line does nothing to one that is not.
      if (cause !== shown.current) notifications.show(data);
      notifications.update(data);
    }
    shown.current = cause;
  });
}
