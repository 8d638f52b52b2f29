// The page of the lesson that is open: what to do, a question, its answer, and the way on.
import { ActionIcon, Button, Collapse, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconScreenShare, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabStore } from '../../store/useLab';
import { FieldControl } from '../controls/FieldControl';
import { useFailureWords } from '../hooks/failureWords';
import { Remark } from '../parts/Remark';
import { isProjected, setLesson, setStage, useView } from '../state/view';
import { wordsOf, type Lesson, type PageWords, type PlaceId } from './format';
import classes from './lessons.module.css';
import { PageDots } from './PageDots';
import { Prediction } from './Prediction';
import { ProofCode } from './ProofCode';
import { RichText } from './RichText';
import { isComplete, runLessons, useLesson, type Begun } from './runner';
import { TaskList } from './TaskList';
import { lessonsNamespace, useLessonTexts } from './texts';

const makeRoom = (card: HTMLElement): void =>
  document.documentElement.style.setProperty('--lesson-height', `${card.offsetHeight + 8}px`);

/** Lights the part of the page that the lesson is about. */
function useLight(
  name: PlaceId | undefined,
  settings: readonly string[],
  card: RefObject<HTMLElement | null>,
): void {
  const framed = useView((view) => view.embed !== null);
  useEffect(() => {
    const part = name && document.getElementById(`panel-${name}`);
    if (!part) return undefined;
    part.setAttribute('data-lesson', '');
    // Of this page, before it is measured: what is brought into sight must not stop under it.
    if (card.current) makeRoom(card.current);
    // Out of a frame it would scroll the host's page.
    if (!framed) part.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    return () => part.removeAttribute('data-lesson');
  }, [name, framed, card]);
  const first = settings[0];
  useEffect(() => {
    if (first) document.querySelector('nav [data-lit]')?.scrollIntoView({ block: 'nearest' });
  }, [first]);
}

/** The ruler sticks below the card, however tall it is: a lesson must not cover what it points at. */
function useRoomForRuler() {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = card.current;
    if (!element) return undefined;
    const measure = new ResizeObserver(() => makeRoom(element));
    measure.observe(element);
    // Who has started it reads it first; a frame takes no focus unasked.
    if (useView.getState().embed === null) element.focus({ preventScroll: true });
    return () => {
      measure.disconnect();
      document.documentElement.style.removeProperty('--lesson-height');
    };
  }, []);
  return card;
}

function Source({ lesson: { source } }: { readonly lesson: Lesson }) {
  const { t } = useTranslation(lessonsNamespace);
  if (!source) return null;
  const title = <cite lang={source.language}>{source.title}</cite>;
  return (
    <Text size="xs" c="dimmed">
      {t('source')} {source.address ? <a href={source.address}>{title}</a> : title}
      {source.by && ` (${source.by})`}
    </Text>
  );
}

/** The page's settings where the sidebar is not there. */
function ShownControls({ begun: { page } }: { readonly begun: Begun }) {
  const { t } = useTranslation(lessonsNamespace);
  const folded = useView((view) => isProjected(view) || view.embed !== null);
  const narrow = useMediaQuery('(max-width: 1180px)');
  if (!page.show || !(folded || narrow)) return null;
  return (
    <div className={classes.controls} role="group" aria-label={t('controls')}>
      {page.show.map((key) => (
        <FieldControl key={key} name={key} />
      ))}
    </div>
  );
}

/** What the page's question is answered with: when asked for, or once what was predicted has happened. */
function Answer({ words, shown }: { readonly words: PageWords; readonly shown: boolean }) {
  const { t } = useTranslation(lessonsNamespace);
  return (
    words.answer && (
      <Collapse expanded={shown}>
        <Text size="sm" component="div" data-testid="lesson-answer">
          <b className={classes.lead}>{t('answer')}</b>
          <RichText text={words.answer} />
        </Text>
      </Collapse>
    )
  );
}

function OpenPage({ begun }: { readonly begun: Begun }) {
  const { t, i18n } = useTranslation(lessonsNamespace);
  const { lesson, page, place, done, votes } = begun;
  const all = wordsOf(lesson, i18n.language);
  const words = all.pages[place.step];
  const complete = isComplete(begun);
  const card = useRoomForRuler();
  useLight(page.light, page.show ?? [], card);
  const staged = useView((view) => view.stage !== null);
  const framed = useView((view) => view.embed !== null);
  const [askedAt, askAt] = useState<number | null>(null);
  if (!words) return null;
  const last = place.step === lesson.pages.length - 1;
  const go = (step: number): void => setLesson({ id: place.id, step });
  const told = complete && page.predict !== undefined;
  const asked = askedAt === place.step;
  const predicts = page.predict !== undefined && votes.length === 0;
  return (
    <section
      ref={card}
      tabIndex={-1}
      className={classes.card}
      aria-label={t('title')}
      data-lesson-card
      data-testid="lesson"
      data-done={complete}
    >
      <div className={classes.head}>
        <div>
          <Text fw={650}>{all.title}</Text>
          <Source lesson={lesson} />
        </div>
        <PageDots lesson={lesson} place={place} />
        {!staged && !framed && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            className={classes.wide}
            aria-label={t('fill')}
            title={t('fill')}
            onClick={() => setStage(page.light === 'ruler' ? 'schedule' : page.light)}
            data-testid="lesson-fill"
          >
            <IconScreenShare size={16} />
          </ActionIcon>
        )}
        {!framed && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('end')}
            onClick={() => setLesson(null)}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </div>
      <div
        className={classes.body}
        tabIndex={0}
        role="group"
        aria-label={t('progress', { step: place.step + 1, steps: lesson.pages.length })}
      >
        <Text size="sm" component="div">
          <RichText text={words.text} />
        </Text>
        {words.question && (
          <Text size="sm" component="div">
            <b className={classes.lead}>{t('question')}</b>
            <RichText text={words.question} />
          </Text>
        )}
        {page.predict && words.choices && (
          <Prediction choices={words.choices} votes={votes} right={page.predict.right} told={told} />
        )}
        {page.tasks && !predicts && <TaskList tasks={page.tasks} done={done} />}
        <ShownControls begun={begun} />
        <Answer key={place.step} words={words} shown={asked || told} />
        {last && <ProofCode lesson={lesson} />}
      </div>
      <div className={classes.foot}>
        <span className={classes.state} role="status">
          {page.tasks && (complete || !predicts) && t(complete ? 'done' : 'notYet')}
        </span>
        {words.answer && !told && (
          <Button
            size="xs"
            variant="subtle"
            aria-expanded={asked}
            onClick={() => askAt(asked ? null : place.step)}
          >
            {t(asked ? 'hideAnswer' : 'showAnswer')}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          disabled={place.step === 0}
          onClick={() => go(place.step - 1)}
          data-testid="lesson-back"
        >
          {t('back')}
        </Button>
        {!(last && framed) && (
          <Button
            size="xs"
            variant={complete ? 'filled' : 'light'}
            onClick={() => (last ? setLesson(null) : go(place.step + 1))}
            data-testid="lesson-next"
          >
            {t(last ? 'finish' : 'next')}
          </Button>
        )}
      </div>
    </section>
  );
}

export function LessonCard() {
  useLessonTexts();
  const { t } = useTranslation(lessonsNamespace);
  const { t: page } = useTranslation();
  const failureWords = useFailureWords();
  const store = useLabStore();
  const begun = useLesson((state) => state.begun);
  const failure = useLesson((state) => state.failure);
  useEffect(() => runLessons(store), [store]);
  if (begun) return <OpenPage key={begun.place.id} begun={begun} />;
  return (
    failure && (
      <section className={classes.card} aria-label={t('title')} data-testid="lesson-refused">
        <Remark kind="warning">
          {t('refused')} {failureWords(failure)}
        </Remark>
        <Button size="xs" variant="default" className={classes.ask} onClick={() => setLesson(null)}>
          {page('app.close')}
        </Button>
      </section>
    )
  );
}
