// The bar at the top: what concerns the page as a whole.
import {
  ActionIcon,
  Button,
  Title,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconKeyboard,
  IconMoon,
  IconPresentation,
  IconScreenShare,
  IconShare,
  IconSun,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CloserMenu } from './CloserMenu';
import { ExportMenu } from './ExportMenu';
import { LanguageMenu } from './LanguageMenu';
import { Logo } from './Logo';
import { PresetMenu } from './PresetMenu';
import classes from './shell.module.css';
import { leaveLinkedTheme, openDialog, toggleProjector, toggleStage, useView } from '../state/view';

export function ThemeToggle() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const name = t(isDark ? 'header.toLight' : 'header.toDark');
  return (
    <Tooltip label={name}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={name}
        onClick={() => {
          leaveLinkedTheme();
          setColorScheme(isDark ? 'light' : 'dark');
        }}
      >
        {isDark ? <IconSun size={19} /> : <IconMoon size={19} />}
      </ActionIcon>
    </Tooltip>
  );
}

interface ButtonProps {
  readonly name: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
  readonly className?: string | undefined;
  readonly pressed?: boolean;
}

function HeaderButton({ name, icon, onClick, className, pressed }: ButtonProps) {
  return (
    <ActionIcon
      variant={pressed ? 'light' : 'subtle'}
      color={pressed ? 'signal' : 'gray'}
      size="lg"
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      className={className}
      onClick={onClick}
    >
      {icon}
    </ActionIcon>
  );
}

export function Header() {
  const { t } = useTranslation();
  const projector = useView((view) => view.projector);
  return (
    <header className={classes.header}>
      <HeaderButton
        className={classes.burger}
        name={t('header.settings')}
        icon={<IconAdjustmentsHorizontal size={20} />}
        onClick={() => openDialog('settings')}
      />
      <Logo />
      <Title order={1} className={classes.title}>
        {t('app.title')}
      </Title>
      <PresetMenu />
      <Button
        variant="default"
        size="xs"
        className={classes.wide}
        onClick={() => openDialog('lessons')}
        data-testid="lessons"
      >
        {t('header.lessons')}
      </Button>
      <CloserMenu />
      <Button
        variant="subtle"
        size="xs"
        className={classes.roomy}
        onClick={() => openDialog('about')}
        data-testid="about"
      >
        {t('header.about')}
      </Button>
      <div className={classes.spacer} />
      <HeaderButton
        name={t('header.share')}
        icon={<IconShare size={19} />}
        onClick={() => openDialog('share')}
      />
      <ExportMenu />
      <LanguageMenu />
      <HeaderButton
        className={classes.wide}
        name={t('header.projector')}
        icon={<IconPresentation size={19} />}
        pressed={projector}
        onClick={toggleProjector}
      />
      <HeaderButton
        className={classes.wide}
        name={t('classMode.title')}
        icon={<IconScreenShare size={19} />}
        onClick={toggleStage}
      />
      <HeaderButton
        className={classes.wide}
        name={t('header.shortcuts')}
        icon={<IconKeyboard size={19} />}
        onClick={() => openDialog('shortcuts')}
      />
      <ThemeToggle />
    </header>
  );
}
