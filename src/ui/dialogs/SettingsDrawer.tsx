// The settings on a small screen, and what the header has no room for there.
import { Button, Drawer, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { closerNames, lookCloser, openDialog } from '../state/view';
import { Controls } from '../controls/Controls';
import classes from './dialogs.module.css';

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
      <div className={classes.links}>
        <Button size="xs" variant="light" className={classes.inHeader} onClick={() => openDialog('lessons')}>
          {t('header.lessons')}
        </Button>
        <Button size="xs" variant="light" onClick={() => openDialog('about')}>
          {t('header.about')}
        </Button>
        <Text className={`${classes.inHeader} ${classes.linksTitle}`} size="sm" fw={600} aria-hidden>
          {t('closer.title')}
        </Text>
        {closerNames.map((name) => (
          <Button
            key={name}
            size="xs"
            variant="default"
            className={classes.inHeader}
            aria-label={t('closer.open', { name: t(`closer.${name}.label`) })}
            onClick={() => {
              openDialog(null);
              lookCloser(name);
            }}
          >
            {t(`closer.${name}.label`)}
          </Button>
        ))}
      </div>
      <Controls />
    </Drawer>
  );
}
