// Named sets of settings: one click sets all of a recipe's or a tutorial's values.
import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filedSet } from '../../datasets/registry';
import { fields } from '../../lab/fields';
import { applyPreset as applyPresetTo, presetNames, type PresetName } from '../../lab/presets';
import { useActions, useLab } from '../../store/useLab';

export function PresetMenu() {
  const { t } = useTranslation();
  const { applyPreset } = useActions();
  const busy = useLab(
    ({ training: { kind }, sampling }) =>
      kind === 'training' || kind === 'compiling' || sampling.kind === 'sampling',
  );
  const present = useLab(({ config }) => config.dataset);
  const [asked, setAsked] = useState<PresetName | null>(null);
  /** Other images than the page has, out of files: nothing is asked of a server unasked. */
  const fetches = (name: PresetName): boolean => {
    const { dataset } = applyPresetTo(name);
    return dataset !== present && dataset !== fields.dataset.default && filedSet(dataset) !== null;
  };
  const choose = (name: PresetName): void => {
    if (fetches(name) && asked !== name) return setAsked(name);
    setAsked(null);
    applyPreset(name);
  };
  return (
    <Menu
      onClose={() => setAsked(null)}
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
          <Menu.Item
            key={name}
            closeMenuOnClick={!fetches(name) || asked === name}
            onClick={() => choose(name)}
            data-testid={`preset-${name}`}
          >
            <Text size="sm" fw={600}>
              {t(`presets.${name}.label`)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`presets.${name}.help`)}
            </Text>
            {asked === name && (
              <Text size="xs" fw={600} role="status">
                {t('header.presetFetches', { set: t(`choices.dataset.${applyPresetTo(name).dataset}`) })}
              </Text>
            )}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
