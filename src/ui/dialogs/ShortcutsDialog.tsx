// All keyboard shortcuts.
import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const shortcuts = [
  ['space', 'play'],
  ['→', 'next'],
  ['←', 'previous'],
  ['← ↑ ↓ →', 'pixels'],
  ['T', 'train'],
  ['1 – 4', 'panels'],
  ['P', 'projector'],
  ['C', 'classMode'],
  ['PgUp PgDn', 'classPages'],
  ['Ctrl Z', 'undo'],
  ['?', 'help'],
  ['Esc', 'escape'],
] as const;

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('header.shortcuts')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <Table data-testid="shortcuts">
        <Table.Tbody>
          {shortcuts.map(([key, name]) => (
            <Table.Tr key={name}>
              <Table.Td>
                <Kbd>{key === 'space' ? t('shortcuts.space') : key}</Kbd>
              </Table.Td>
              <Table.Td>{t(`shortcuts.${name}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
