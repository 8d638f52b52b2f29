// The run of the last visit, offered before anything has been done on this one.
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { runToGoOnWith } from '../../../store/stored/actions';
import { useActions, useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { useRunName } from '../../hooks/runName';
import { Remark } from '../../parts/Remark';
import { decline, openDialog, useView } from '../../state/view';

export function LastRun() {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useRunName();
  const { openStored } = useActions();
  const run = useLab(runToGoOnWith);
  const several = useLab(({ storage }) => storage.kind === 'on' && storage.runs.length > 1);
  const declined = useView((view) => view.declined);
  if (!run || declined) return null;
  const { id, step, steps, savedAt } = run;
  const ended = step >= steps;
  const words = {
    name: nameOf(run),
    when: format.moment(savedAt),
    step: format.whole(step),
    steps: format.whole(steps),
  };
  return (
    <Remark testId="last-run">
      <Text size="sm">{t('stored.found', words)}</Text>
      <Group gap="xs" mt={6}>
        <Button size="xs" onClick={() => openStored(id, { thenTrain: !ended })} data-testid="go-on">
          {ended ? t('stored.open') : t('stored.goOn', words)}
        </Button>
        {several && (
          <Button size="xs" variant="light" onClick={() => openDialog('runs')}>
            {t('stored.all')}
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={decline}>
          {t('stored.notNow')}
        </Button>
      </Group>
    </Remark>
  );
}
