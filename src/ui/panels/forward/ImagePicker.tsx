// A row of pictures of the data set to choose from.
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconLayoutGrid } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromBytes } from '../../../lab/pictures';
import { useActions, useLab, useSetting } from '../../../store/useLab';
import { className } from '../../hooks/className';
import { pick } from '../../parts/paint';
import { PixelGrid } from '../../parts/PixelGrid';
import { openDialog } from '../../state/view';
import classes from './forward.module.css';

const perPage = 10;

export function ImagePicker() {
  const { t } = useTranslation();
  const { setConfig, setOwnPicture } = useActions();
  const dataset = useLab((lab) => lab.dataset);
  const hasOwn = useLab((lab) => lab.ownPicture !== null);
  const imageIndex = useSetting('imageIndex');
  const all = useMemo(() => dataset && fromBytes(dataset, dataset.preview), [dataset]);
  const [page, setPage] = useState(0);
  if (!dataset || !all || all.count === 0) return null;
  const pages = Math.ceil(all.count / perPage);
  const first = (page % pages) * perPage;
  const indices = Array.from({ length: Math.min(perPage, all.count - first) }, (_, i) => first + i);
  const choose = (index: number): void => {
    setOwnPicture(null);
    setConfig({ imageIndex: index });
  };
  return (
    <div className={classes.picker} role="group" aria-label={t('forward.picker')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('forward.earlier')}
        onClick={() => setPage((page + pages - 1) % pages)}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      {indices.map((index) => (
        <button
          key={index}
          type="button"
          className={classes.choice}
          aria-pressed={!hasOwn && imageIndex % all.count === index}
          onClick={() => choose(index)}
        >
          <PixelGrid
            pictures={pick(all, [index])}
            label={t('forward.pickImage', {
              index: index + 1,
              label: className(dataset.classNames[dataset.previewLabels[index] ?? 0] ?? '', dataset.name, t),
            })}
          />
        </button>
      ))}
      <div className={classes.after}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('forward.more')}
          onClick={() => setPage((page + 1) % pages)}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          aria-label={t('browser.open')}
          title={t('browser.open')}
          onClick={() => openDialog('data')}
          data-testid="browse"
        >
          <IconLayoutGrid size={16} />
        </ActionIcon>
      </div>
    </div>
  );
}
