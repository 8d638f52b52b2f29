// What this page is, in three sentences, and three things to try: for who comes without a teacher.
import { Button, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { openDialog, setLesson } from '../state/view';
import classes from './dialogs.module.css';

/** Once the dialog has given the focus back. */
function goTo(selector: string): void {
  openDialog(null);
  setTimeout(() => {
    const there = document.querySelector<HTMLElement>(selector);
    there?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    there?.focus({ preventScroll: true });
  });
}

const tries = {
  ruler: () => goTo('[data-testid="time-ruler"] [role="slider"]'),
  lesson: () => {
    openDialog(null);
    setLesson({ id: 'schedule', step: 0 });
  },
  train: () => goTo('#panel-training'),
} as const;

export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('header.about')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={classes.about} data-testid="about-words">
        <Text>{t('about.mission')}</Text>
        <Text component="h3" fw={650}>
          {t('about.try')}
        </Text>
        <ol className={classes.tries}>
          {(['ruler', 'lesson', 'train'] as const).map((name) => (
            <li key={name}>
              <Text size="sm">{t(`about.${name}`)}</Text>
              <Button size="xs" variant="light" onClick={tries[name]} data-testid={`try-${name}`}>
                {t(`about.${name}Go`)}
              </Button>
            </li>
          ))}
        </ol>
        {/* Not beside a single file on a disk. */}
        {import.meta.env.MODE !== 'file' && (
          <Text size="sm">
            <a href="bench.html">{t('about.measure')}</a>
          </Text>
        )}
      </div>
    </Modal>
  );
}
