// The languages of the page; the choice is remembered.
import { ActionIcon, Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languages, rememberLanguage, setLanguage, type Language } from '../i18n/i18n';
import { nameUnspoken } from '../state/view';

export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  const choose = async (language: Language): Promise<void> => {
    try {
      await setLanguage(language);
      rememberLanguage(language);
      nameUnspoken(null);
    } catch {
      nameUnspoken(language);
    }
  };
  return (
    <Menu withinPortal={false} withInitialFocusPlaceholder={false} position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('header.language')}
          title={t('header.language')}
        >
          <IconLanguage size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(languages) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            fw={i18n.language === language ? 700 : 400}
            aria-current={i18n.language === language}
            onClick={() => void choose(language)}
          >
            {languages[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
