// The worker's words as quiet notifications, files and parameters of a link that were of no use, long work under way.
// Loaded with the first.
import { Button, Text } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import { useTranslation } from 'react-i18next';
import { lacksOwnImages } from '../../store/data/actions';
import { isBusy } from '../../store/phases';
import { useActions, useLab } from '../../store/useLab';
import { useFailureWords } from '../hooks/failureWords';
import { useFiledSets } from '../hooks/filedSets';
import { useFormat } from '../hooks/format';
import { TechnicalDetails } from '../parts/TechnicalDetails';
import classes from './shell.module.css';
import { JobProgress } from './JobProgress';
import { languages } from '../i18n/i18n';
import { jobNames, useJobs, type JobName } from '../state/jobs';
import { useOffline } from '../state/offline';
import { useNotice } from './useNotice';
import { useView } from '../state/view';

const namedAtMost = 5;

const untilClosed = { autoClose: false, color: 'noise' } as const;

function useIgnored(): void {
  const { t } = useTranslation();
  const format = useFormat();
  const { dismissIgnored } = useActions();
  const ignored = useLab((lab) => lab.ignored);
  useNotice('ignored', ignored.length > 0 ? ignored : null, {
    ...untilClosed,
    message: t('app.ignored', { count: ignored.length, names: format.list(ignored) }),
    onClose: dismissIgnored,
  });
}

function useWorkersNotice(): void {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const inFrame = useView(({ embed }) => embed !== null);
  const notice = useLab(({ notices, model }) => {
    const last = notices.at(-1) ?? null;
    // Browsers keep little for a frame of another page; nothing is lost before a model is trained in it.
    return last?.name === 'unkept' && inFrame && model === null ? null : last;
  });
  const why = notice?.reason && failureWords({ code: 'internal', sentence: '', reason: notice.reason });
  useNotice('worker', notice, {
    message: notice && (
      <>
        {t(`app.notices.${notice.name}`)} {why}
        <TechnicalDetails text={notice.cause} />
      </>
    ),
  });
}

function useRefusedData(): void {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const refused = useLab((lab) => lab.dataset?.refused) ?? null;
  useNotice('data', refused, {
    ...untilClosed,
    message: refused && (
      <>
        {t('app.strokesInstead', { why: failureWords(refused) })}
        <TechnicalDetails text={refused.sentence} />
      </>
    ),
  });
}

function useLackingImages(): void {
  const { t } = useTranslation();
  // Whoever is about to take some knows.
  const isChoosing = useView((view) => view.dialog === 'ownImages');
  const lacking = useLab(lacksOwnImages) && !isChoosing;
  const shown = useLab((lab) => lab.dataset?.name);
  const words = {
    field: t('fields.dataset.label'),
    shown: shown ? t(`choices.dataset.${shown}`) : '',
  };
  useNotice('own', lacking ? 'own' : null, { ...untilClosed, message: t('app.ownLacking', words) });
}

function useUnopened(): void {
  const { t } = useTranslation();
  const format = useFormat();
  const unopened = useView((view) => view.unopened);
  const sets = useFiledSets();
  // Said once of several files with the same fault.
  const meant = unopened.filter((file) => file.wanted.length > 0);
  const wanted = [...new Map(meant.map((file) => [format.list(file.wanted), file]))];
  useNotice('unopened', unopened.length > 0 ? unopened : null, {
    ...untilClosed,
    message: [
      t('app.unreadable', {
        count: unopened.length,
        names: format.list(unopened.slice(0, namedAtMost).map(({ name }) => name)),
        sets,
      }),
      ...wanted.map(([files, { name }]) => t('app.wanted', { name, files })),
    ].join(' '),
  });
}

function useFitted(): void {
  const { t } = useTranslation();
  const format = useFormat();
  const fitted = useView((view) => view.fitted);
  const what = format.list((fitted?.fittings ?? []).map((fitting) => t(`app.fitting.${fitting}`)));
  const words = fitted?.name ? t('app.fitted', { name: fitted.name, what }) : t('app.fittedAll', { what });
  useNotice('fitted', fitted, {
    // Not gone before it was answered.
    ...(fitted?.onWhite && { autoClose: false }),
    message: fitted && (
      <div className={classes.job}>
        <Text size="sm">{words}</Text>
        {fitted.onWhite && (
          <Button size="xs" variant="default" onClick={fitted.onWhite} data-testid="on-white">
            {t('app.onWhite')}
          </Button>
        )}
      </div>
    ),
  });
}

function useUnsaved(): void {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const unsaved = useView((view) => view.unsaved);
  useNotice('unsaved', unsaved, {
    ...untilClosed,
    message: unsaved && (
      <>
        {unsaved.failure.code !== 'internal' && `${failureWords(unsaved.failure)} `}
        {t('app.unsaved', { name: t(`export.${unsaved.kind}`) })}
        <TechnicalDetails text={unsaved.failure.sentence} />
      </>
    ),
  });
}

function useGivenBack(): void {
  const { t } = useTranslation();
  const givenBack = useView((view) => view.givenBack);
  useNotice('given-back', givenBack, { message: t('app.givenBack') });
}

function useUnspoken(): void {
  const { t } = useTranslation();
  const unspoken = useView((view) => view.unspoken);
  useNotice('unspoken', unspoken, {
    ...untilClosed,
    message: unspoken && t('app.unspoken', { language: languages[unspoken.language] }),
  });
}

/** A newer version of the page: announced while nothing runs, taken when the visitor says so. */
function useUpdate(): void {
  const { t } = useTranslation();
  const update = useOffline((page) => page.update);
  const busy = useLab(isBusy);
  const working = useJobs((jobs) => jobNames.some((name) => jobs[name] !== null));
  useNotice('update', busy || working ? null : update, {
    ...untilClosed,
    message: update && (
      <div className={classes.job}>
        <Text size="sm">{t('app.update')}</Text>
        <Button size="xs" variant="default" onClick={update.take} data-testid="take-update">
          {t('app.takeUpdate')}
        </Button>
      </div>
    ),
  });
}

function JobNotice({ name }: { readonly name: JobName }) {
  const job = useJobs((jobs) => jobs[name]);
  useNotice(`job-${name}`, job && name, {
    autoClose: false,
    allowClose: false,
    message: job && <JobProgress name={name} job={job} />,
  });
  return null;
}

export function Notices() {
  useIgnored();
  useWorkersNotice();
  useRefusedData();
  useLackingImages();
  useUnopened();
  useFitted();
  useUnsaved();
  useUnspoken();
  useGivenBack();
  useUpdate();
  return (
    <>
      {jobNames.map((name) => (
        <JobNotice key={name} name={name} />
      ))}
      <Notifications position="bottom-right" className={classes.notices} />
    </>
  );
}
