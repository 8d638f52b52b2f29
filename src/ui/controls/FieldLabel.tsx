// The name of a field with its explanation on hover.
import { Tooltip } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldKey } from '../../lab/fields';
import classes from './controls.module.css';

export const FieldLabel = memo(function FieldLabel({ name }: { readonly name: FieldKey }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t(`fields.${name}.help`)} multiline w={240} openDelay={250} position="right" withArrow>
      <span className={classes.label}>{t(`fields.${name}.label`)}</span>
    </Tooltip>
  );
});
