// The runs that the browser keeps: named, opened, compared, deleted.
import { ActionIcon, Button, Group, Modal, Table, Text, TextInput } from '@mantine/core';
import { IconChartLine, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure, type Failure } from '../../lab/errors';
import type { StoredRun } from '../../lab/stored';
import { isResting } from '../../store/phases';
import { useActions, useLab } from '../../store/useLab';
import { useFailureWords } from '../hooks/failureWords';
import { useFormat } from '../hooks/format';
import { useRunName } from '../hooks/runName';

interface RowProps {
  readonly run: StoredRun;
  readonly onFailure: (failure: Failure) => void;
  readonly onClose: () => void;
}

function Row({ run, onFailure, onClose }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useRunName();
  const { openStored, compareStored, nameStored, removeStored } = useActions();
  const resting = useLab(({ training }) => isResting(training));
  const { id, step, steps, savedAt, loss, busy } = run;
  const when = format.moment(savedAt);
  const compare = (): void => {
    compareStored(id).then(onClose, (thrown: unknown) => onFailure(toFailure(thrown)));
  };
  return (
    <Table.Tr data-testid="kept-run">
      <Table.Td>
        <TextInput
          size="xs"
          aria-label={t('stored.nameOf', { when })}
          placeholder={nameOf({ ...run, name: '' })}
          defaultValue={run.name}
          onBlur={({ currentTarget: { value } }) => {
            if (value !== run.name) nameStored(id, value);
          }}
        />
      </Table.Td>
      <Table.Td className="number">
        {format.whole(step)} / {format.whole(steps)}
      </Table.Td>
      <Table.Td className="number">{format.number(loss ?? Number.NaN, 4)}</Table.Td>
      <Table.Td>{busy ? t('stored.busy') : when}</Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-xs"
            variant="light"
            disabled={busy || !resting}
            onClick={() => {
              openStored(id, { thenTrain: false });
              onClose();
            }}
          >
            {t('stored.open')}
          </Button>
          <ActionIcon
            variant="subtle"
            aria-label={t('stored.compare')}
            title={t('stored.compare')}
            onClick={compare}
          >
            <IconChartLine size={15} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={busy}
            aria-label={t('stored.remove')}
            title={t('stored.remove')}
            onClick={() => removeStored(id)}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

export function RunsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  const { listStored } = useActions();
  const storage = useLab((lab) => lab.storage);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => listStored(), [listStored]);
  const runs = storage.kind === 'on' ? storage.runs : [];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('stored.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {failure && (
        <Text size="sm" role="alert">
          {failure.code === 'internal' ? t('stored.unread') : words(failure)}
        </Text>
      )}
      {runs.length === 0 && <Text size="sm">{t(storage.kind === 'off' ? 'stored.off' : 'stored.none')}</Text>}
      {runs.length > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table fz="xs" verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('stored.name')}</Table.Th>
                <Table.Th>{t('training.stepLabel')}</Table.Th>
                <Table.Th>{t('training.view.loss')}</Table.Th>
                <Table.Th>{t('stored.saved')}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {runs.map((run) => (
                <Row key={run.id} run={run} onFailure={setFailure} onClose={onClose} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Modal>
  );
}
