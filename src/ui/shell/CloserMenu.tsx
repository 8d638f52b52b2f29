// What can be looked at more closely: each opens a panel of its own under the ruler.
import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { closerNames, lookCloser } from '../state/view';
import classes from './shell.module.css';

export function CloserMenu() {
  const { t } = useTranslation();
  return (
    <Menu
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      // The panel takes the focus.
      returnFocus={false}
      position="bottom-start"
      width={320}
      shadow="md"
    >
      <Menu.Target>
        <Button
          data-closer-menu
          variant="default"
          size="xs"
          className={classes.wide}
          rightSection={<IconChevronDown size={14} />}
          data-testid="closer-menu"
        >
          {t('closer.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {closerNames.map((name) => (
          <Menu.Item key={name} onClick={() => lookCloser(name)} data-testid={`closer-${name}`}>
            <Text size="sm" fw={600}>
              {t(`closer.${name}.label`)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`closer.${name}.help`)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
