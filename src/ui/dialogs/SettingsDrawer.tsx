// The settings on a small screen.
import { Button, Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { closerNames, lookCloser, openDialog } from '../state/view';
import { Controls } from '../controls/Controls';

export function SettingsDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('header.settings')}
      size="320px"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <Button variant="light" mx="md" onClick={() => openDialog('lessons')}>
        {t('header.lessons')}
      </Button>
      {closerNames.map((name) => (
        <Button
          key={name}
          variant="subtle"
          onClick={() => {
            openDialog(null);
            lookCloser(name);
          }}
        >
          {t('closer.open', { name: t(`closer.${name}.label`) })}
        </Button>
      ))}
      <Button variant="subtle" onClick={() => openDialog('about')}>
        {t('header.about')}
      </Button>
      <Controls />
    </Drawer>
  );
}
