// Named sets of settings: one click sets all of a recipe's or a tutorial's values.
import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { presetNames } from '../../lab/presets';
import { useActions, useLab } from '../../store/useLab';

export function PresetMenu() {
  const { t } = useTranslation();
  const { applyPreset } = useActions();
  const busy = useLab(
    ({ training: { kind }, sampling }) =>
      kind === 'training' || kind === 'compiling' || sampling.kind === 'sampling',
  );
  return (
    <Menu
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      position="bottom-start"
      width={320}
      shadow="md"
    >
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronDown size={14} />}
          disabled={busy}
          {...(busy && { title: t('header.presetBusy') })}
        >
          {t('header.preset')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {presetNames.map((name) => (
          <Menu.Item key={name} onClick={() => applyPreset(name)} data-testid={`preset-${name}`}>
            <Text size="sm" fw={600}>
              {t(`presets.${name}.label`)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`presets.${name}.help`)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
