// The list of lessons, with the notes for teachers.
import { Accordion, Button, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { openDialog, setLesson } from '../state/view';
import type { LessonId } from '../state/lessonIds';
import { lessons } from './lessons';
import classes from './lessons.module.css';
import { RichText } from './RichText';
import { lessonsNamespace, useLessonTexts } from './texts';

export function LessonsDialog({ onClose }: { readonly onClose: () => void }) {
  useLessonTexts();
  const { t } = useTranslation(lessonsNamespace);
  const { t: page } = useTranslation();
  const start = (id: LessonId): void => {
    setLesson({ id, step: 0 });
    openDialog(null);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      size="lg"
      closeButtonProps={{ 'aria-label': page('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <ul className={classes.list}>
        {lessons.map(({ id }) => (
          <li key={id}>
            <div className={classes.entry}>
              <div>
                <Text fw={600}>{t(`lessons.${id}.title`)}</Text>
                <Text size="sm" c="dimmed">
                  {t(`lessons.${id}.summary`)}
                </Text>
              </div>
              <Button
                size="xs"
                aria-label={t('startLesson', { title: t(`lessons.${id}.title`) })}
                onClick={() => start(id)}
                data-testid={`lesson-${id}`}
              >
                {t('start')}
              </Button>
            </div>
            <Accordion variant="default" chevronPosition="left">
              <Accordion.Item value="notes" style={{ border: 0 }}>
                <Accordion.Control px={0}>
                  <Text size="xs">{t('notes')}</Text>
                </Accordion.Control>
                <Accordion.Panel>
                  <Text size="sm" component="div">
                    <RichText text={t(`lessons.${id}.notes`)} />
                  </Text>
                </Accordion.Panel>
              </Accordion.Item>
            </Accordion>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
