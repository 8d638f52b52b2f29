// The list of lessons, how far one has come in each, and the notes for teachers; one's own are opened from a file.
import { Accordion, Button, FileButton, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure, type Failure } from '../../lab/errors';
import { chooseAgain } from '../files/chooseAgain';
import { useFailureWords } from '../hooks/failureWords';
import { Remark } from '../parts/Remark';
import { lessonName, type LessonName } from '../state/lessonIds';
import { kitDocuments } from '../state/kit';
import { openDialog, setLesson } from '../state/view';
import { wordsOf, type Lesson } from './format';
import classes from './lessons.module.css';
import { readProgress, type Progress } from './progress';
import { ProofCheck } from './ProofCheck';
import { ProofCode } from './ProofCode';
import { lessons } from './registry';
import { RichText } from './RichText';
import { openLesson } from './sources';
import { lessonsNamespace, useLessonTexts } from './texts';

function start(id: LessonName, step = 0): void {
  openDialog(null);
  setLesson({ id, step });
}

function Entry({ lesson, progress }: { readonly lesson: Lesson; readonly progress: Progress | undefined }) {
  const { t, i18n } = useTranslation(lessonsNamespace);
  const { title, summary, notes } = wordsOf(lesson, i18n.language);
  const pages = lesson.pages.length;
  const finished = (progress?.done.length ?? 0) === pages;
  const goesOn = progress !== undefined && progress.page > 0 && !finished;
  const id = lessonName(lesson.id);
  if (id === null) return null;
  const how = [
    ...(lesson.minutes ? [t('minutes', { minutes: lesson.minutes })] : []),
    ...(goesOn ? [t('progress', { step: progress.page + 1, steps: pages })] : []),
    ...(finished ? [t('finished')] : []),
  ];
  return (
    <li>
      <div className={classes.entry}>
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {summary}
          </Text>
          <Text size="xs" c="dimmed" className="number">
            {how.join(' · ')}
          </Text>
        </div>
        <Button
          size="xs"
          aria-label={t(goesOn ? 'continueLesson' : 'startLesson', { title })}
          onClick={() => start(id, goesOn ? progress.page : 0)}
          data-testid={`lesson-${lesson.id}`}
        >
          {t(goesOn ? 'continue' : 'start')}
        </Button>
      </div>
      {finished && <ProofCode lesson={lesson} />}
      {notes && (
        <Accordion variant="default" chevronPosition="left">
          <Accordion.Item value="notes" style={{ border: 0 }}>
            <Accordion.Control px={0}>
              <Text size="xs">{t('notes')}</Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Text size="sm" component="div">
                <RichText text={notes} />
              </Text>
              <ProofCheck lesson={lesson} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </li>
  );
}

function OpenOwn() {
  const { t } = useTranslation(lessonsNamespace);
  const failureWords = useFailureWords();
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = async (file: File | null): Promise<void> => {
    if (!file) return;
    try {
      await openLesson(file);
      start('file');
    } catch (thrown) {
      setFailure(toFailure(thrown));
    }
  };
  return (
    <div className={classes.own}>
      <FileButton
        accept=".json,application/json"
        inputProps={chooseAgain}
        onChange={(file) => void open(file)}
      >
        {(props) => (
          <Button {...props} size="xs" variant="default" data-testid="lesson-open">
            {t('open')}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed">
        {t('openHint')}
      </Text>
      {failure && (
        <Remark kind="warning" testId="lesson-file-refused">
          {failureWords(failure)}
        </Remark>
      )}
    </div>
  );
}

/** Each is a page of its own, in the language of this one. */
function KitLinks() {
  const { t, i18n } = useTranslation(lessonsNamespace);
  return (
    <section className={classes.own} aria-label={t('kit.title')}>
      <Text fw={600}>{t('kit.title')}</Text>
      <Text size="xs" c="dimmed">
        {t('kit.hint')}
      </Text>
      <div className={classes.kit}>
        {kitDocuments.map((name) => (
          <a key={name} href={`?kit=${name}&lang=${i18n.language}`} target="_blank" rel="noopener">
            {t(`kit.${name}`)}
          </a>
        ))}
      </div>
    </section>
  );
}

export function LessonsDialog({ onClose }: { readonly onClose: () => void }) {
  useLessonTexts();
  const { t } = useTranslation(lessonsNamespace);
  const { t: page } = useTranslation();
  const [progress] = useState(() => readProgress());
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
        {lessons.map((lesson) => (
          <Entry key={lesson.id} lesson={lesson} progress={progress[lesson.id]} />
        ))}
      </ul>
      <KitLinks />
      <OpenOwn />
    </Modal>
  );
}
