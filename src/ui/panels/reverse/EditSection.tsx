// What a trained model makes of one picture; fetched when it is first opened.
import { Button } from '@mantine/core';
import { IconBrush } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../../store/useLab';
import { latePart } from '../../parts/latePart';
import classes from './reverse.module.css';

const EditPicture = latePart(async () => (await import('./EditPicture')).EditPicture);

export function EditSection() {
  const { t } = useTranslation();
  const hasModel = useLab(({ model }) => model !== null);
  const [isOpen, setOpen] = useState(false);
  if (!hasModel) return null;
  return (
    <section aria-label={t('reverse.edit.title')}>
      <div className={classes.more}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconBrush size={14} />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          data-testid="edit-picture"
        >
          {t('reverse.edit.title')}
        </Button>
      </div>
      {isOpen && <EditPicture />}
    </section>
  );
}
