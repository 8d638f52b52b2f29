// Words of a program (a driver, the browser, the engine) that no page can translate, folded away.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function TechnicalDetails({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <Text size="xs" component="details">
      <summary>{t('app.details')}</summary>
      <span lang="en">{text}</span>
    </Text>
  );
}
