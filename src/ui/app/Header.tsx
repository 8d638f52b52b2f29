// The bar at the top: what concerns the page as a whole.
import { ActionIcon, Title, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LanguageMenu } from './LanguageMenu';
import { Logo } from './Logo';
import { PresetMenu } from './PresetMenu';
import classes from './app.module.css';

export function ThemeToggle() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  return (
    <Tooltip label={t('header.theme')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('header.theme')}
        onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
      >
        {scheme === 'dark' ? <IconSun size={19} /> : <IconMoon size={19} />}
      </ActionIcon>
    </Tooltip>
  );
}

export interface HeaderProps {
  readonly onSettings: () => void;
}

export function Header({ onSettings }: HeaderProps) {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.burger}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('header.settings')}
        onClick={onSettings}
      >
        <IconAdjustmentsHorizontal size={20} />
      </ActionIcon>
      <Logo />
      <Title order={1} className={classes.title}>
        {t('app.title')}
      </Title>
      <PresetMenu />
      <div className={classes.spacer} />
      <LanguageMenu />
      <ThemeToggle />
    </header>
  );
}
