// What a notice says of a job: how far it is, and a way out of it.
import { Button, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';
import type { Job, JobName } from '../state/jobs';

export function JobProgress({ name, job }: { readonly name: JobName; readonly job: Job }) {
  const { t } = useTranslation();
  const words = t(`app.jobs.${name}`);
  return (
    <div className={classes.job}>
      <Text size="sm">{words}</Text>
      <Progress
        className={classes.bar}
        value={(100 * job.done) / job.total}
        aria-label={words}
        transitionDuration={0}
      />
      <Button size="xs" variant="default" onClick={job.cancel}>
        {t('app.cancel')}
      </Button>
    </div>
  );
}
