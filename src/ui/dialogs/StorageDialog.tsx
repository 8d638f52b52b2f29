// What the browser keeps for this page: data sets and runs with their sizes, the room that is left, and their deletion.
import { ActionIcon, Button, Group, Modal, Table, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions, useLab } from '../../store/useLab';
import { useFormat } from '../hooks/format';
import { useRunName } from '../hooks/runName';
import { useOffline } from '../state/offline';
import classes from './dialogs.module.css';
import { useKept, type Kept } from './useKept';

interface Item {
  readonly key: string;
  readonly kind: 'data' | 'run';
  readonly name: string;
  readonly bytes: number;
  /** In use, here or in another tab. */
  readonly busy: boolean;
  readonly remove: () => void;
}

function Row({ item: { kind, name, bytes, busy, remove } }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = t('storage.removeOf', { name });
  return (
    <Table.Tr data-testid={`kept-${kind}-item`}>
      <Table.Td>{name}</Table.Td>
      <Table.Td>{t(`storage.kinds.${kind}`)}</Table.Td>
      <Table.Td className="number" ta="end">
        {format.size(bytes)}
      </Table.Td>
      <Table.Td ta="end">
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={busy}
          aria-label={label}
          title={busy ? t('stored.busy') : label}
          onClick={remove}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

/** Deletes at the second press: the first may be a slip. */
function RemoveAll({ onRemove }: { readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  return (
    <Button
      size="xs"
      variant={asked ? 'filled' : 'default'}
      {...(asked && { color: 'red' })}
      onBlur={() => setAsked(false)}
      onClick={() => {
        if (asked) onRemove();
        setAsked(!asked);
      }}
    >
      {t(asked ? 'storage.removeAllSure' : 'storage.removeAll')}
    </Button>
  );
}

function Persistence({ persisted, persist }: Pick<Kept, 'persisted' | 'persist'>) {
  const { t } = useTranslation();
  const [refused, setRefused] = useState(false);
  if (persisted === null) return null;
  if (persisted) return <Text size="sm">{t('storage.persisted')}</Text>;
  return (
    <div>
      <Text size="sm">{t(refused ? 'storage.persistRefused' : 'storage.unpersisted')}</Text>
      {!refused && (
        <Button
          size="xs"
          mt={6}
          variant="default"
          onClick={() => void persist().then(() => setRefused(true))}
        >
          {t('storage.persist')}
        </Button>
      )}
    </div>
  );
}

function useItems({ sets, remove }: Pick<Kept, 'sets' | 'remove'>): readonly Item[] {
  const { t } = useTranslation();
  const nameOf = useRunName();
  const format = useFormat();
  const { removeStored } = useActions();
  const storage = useLab((lab) => lab.storage);
  const data = Array.isArray(sets) ? sets : [];
  const runs = storage.kind === 'on' ? storage.runs : [];
  return [
    ...data.map(({ dataset, bytes }) => ({
      key: dataset,
      kind: 'data' as const,
      name: t(`choices.dataset.${dataset}`),
      bytes,
      busy: false,
      remove: () => void remove(dataset),
    })),
    ...runs.map((run) => ({
      key: run.id,
      kind: 'run' as const,
      name: `${nameOf(run)}, ${format.moment(run.savedAt)}`,
      bytes: run.bytes,
      busy: run.busy,
      remove: () => removeStored(run.id),
    })),
  ];
}

function Items({ items }: { readonly items: readonly Item[] }) {
  const { t } = useTranslation();
  return (
    <Table fz="sm" verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('stored.name')}</Table.Th>
          <Table.Th>{t('storage.kind')}</Table.Th>
          <Table.Th ta="end">{t('storage.size')}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Row key={item.key} item={item} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function StorageDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { listStored } = useActions();
  const kept = useKept();
  const items = useItems(kept);
  useEffect(() => listStored(), [listStored]);
  const offline = useOffline((page) => page.ready);
  const { sets, room } = kept;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('storage.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={classes.storage} data-testid="storage">
        <Text size="sm">{t('storage.intro')}</Text>
        {items.length > 0 && <Items items={items} />}
        {items.length === 0 && sets !== null && (
          <Text size="sm" fw={600}>
            {t(sets === 'off' ? 'storage.off' : 'storage.none')}
          </Text>
        )}
        <Group justify="space-between">
          <Text size="sm" c="dimmed" className="number">
            {room && t('storage.room', { used: format.size(room.used), free: format.size(room.free) })}
          </Text>
          {items.length > 0 && (
            <RemoveAll onRemove={() => items.filter(({ busy }) => !busy).forEach(({ remove }) => remove())} />
          )}
        </Group>
        <Persistence {...kept} />
        {offline && <Text size="sm">{t('storage.offline')}</Text>}
      </div>
    </Modal>
  );
}
