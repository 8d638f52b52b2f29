// The page as a whole: header, settings, four panels around the time ruler, status line.
import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Controls } from '../controls/Controls';
import { ForwardPanel } from '../panels/forward/ForwardPanel';
import { ReversePanel } from '../panels/reverse/ReversePanel';
import { SchedulePanel } from '../panels/schedule/SchedulePanel';
import { TrainingPanel } from '../panels/training/TrainingPanel';
import { TimeRuler } from '../parts/TimeRuler';
import classes from './app.module.css';
import { Header } from './Header';
import { Notices } from './Notices';
import { StatusBar } from './StatusBar';

export function Shell({ hidden }: { readonly hidden: readonly string[] }) {
  const { t } = useTranslation();
  const [settings, { open, close }] = useDisclosure(false);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#panels">
        {t('app.skip')}
      </a>
      <Header onSettings={open} />
      <nav className={classes.sidebar} aria-label={t('header.settings')}>
        <Controls hidden={hidden} />
      </nav>
      <main id="panels" className={classes.panels} tabIndex={-1}>
        <SchedulePanel />
        <ForwardPanel />
        <div className={classes.ruler}>
          <TimeRuler />
        </div>
        <TrainingPanel />
        <ReversePanel />
      </main>
      <StatusBar />
      <Drawer opened={settings} onClose={close} title={t('header.settings')} size="320px">
        <Controls hidden={hidden} />
      </Drawer>
      <Notices />
    </div>
  );
}
