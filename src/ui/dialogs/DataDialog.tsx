// Looking through the data set: random images of a class, what all of them have in common, what is done to them before
// they are trained on. The forward process takes any of them.
import { Button, Modal, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDice5 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromBytes, toPictures } from '../../lab/pictures';
import type { BrowsedImages } from '../../lab/browsing';
import { useActions, useLab, useSetting } from '../../store/useLab';
import type { DatasetInfo } from '../../worker/protocol';
import { className } from '../hooks/className';
import { useFormat } from '../hooks/format';
import { useCleanPicture } from '../hooks/picture';
import { PickableGrid } from '../parts/PickableGrid';
import { PixelGrid } from '../parts/PixelGrid';
import classes from './data.module.css';
import { SetStatistics } from './SetStatistics';
import { useBrowsed } from './useBrowsed';
import { mirrored, padded } from './variants';

const atATime = 40;
/** In a row: a finger has to meet one. */
const columns = { wide: 10, narrow: 5 } as const;

interface ClassesProps {
  readonly dataset: DatasetInfo;
  readonly counts: readonly number[];
  readonly label: number | null;
  readonly onChoose: (label: number | null) => void;
}

/** The classes with how many images each has. */
function Classes({ dataset, counts, label, onChoose }: ClassesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(...counts, 1);
  const choices = [
    { value: null, name: t('browser.all'), count: dataset.count, share: 1 },
    ...dataset.classNames.map((name, value) => ({
      value,
      name: className(name, dataset.name, t),
      count: counts[value] ?? 0,
      share: (counts[value] ?? 0) / most,
    })),
  ];
  return (
    <div className={classes.classes} role="radiogroup" aria-label={t('browser.classes')}>
      {choices.map(({ value, name, count, share }) => (
        <label key={value} className={classes.class} data-testid="class">
          <input
            type="radio"
            name="browsed-class"
            checked={label === value}
            disabled={count === 0}
            onChange={() => onChoose(value)}
          />
          <span className={classes.className}>{name}</span>
          <span className={`${classes.count} number`}>{format.whole(count)}</span>
          <span className={classes.share} style={{ width: `${100 * share}%` }} aria-hidden />
        </label>
      ))}
    </div>
  );
}

function RandomImages({ dataset, found }: { readonly dataset: DatasetInfo; readonly found: BrowsedImages }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { setConfig, setOwnPicture } = useActions();
  const hasOwn = useLab((lab) => lab.ownPicture !== null);
  const chosen = useSetting('imageIndex');
  const isNarrow = useMediaQuery('(max-width: 560px)');
  const nameOf = (place: number): string =>
    t('forward.pickImage', {
      index: format.whole((found.indices[place] ?? 0) + 1),
      label: className(dataset.classNames[found.labels[place] ?? 0] ?? '', dataset.name, t),
    });
  return (
    <PickableGrid
      pictures={fromBytes(dataset, found.images)}
      columns={isNarrow ? columns.narrow : columns.wide}
      label={t('browser.images')}
      testId="browsed"
      chosen={hasOwn ? -1 : found.indices.indexOf(chosen)}
      nameOf={nameOf}
      onChoose={(place) => {
        setOwnPicture(null);
        setConfig({ imageIndex: found.indices[place] ?? 0 });
      }}
    />
  );
}

/** What is done to the chosen image. */
function Variants() {
  const { t } = useTranslation();
  const flips = useSetting('horizontalFlips');
  const clean = useCleanPicture();
  if (!clean) return null;
  const picture = toPictures(clean);
  const border = padded(picture);
  const shown = [
    { name: 'chosen', pictures: picture },
    { name: 'mirrored', pictures: mirrored(picture) },
    ...(border ? [{ name: 'padded', pictures: border }] : []),
  ];
  return (
    <section className={classes.part} data-testid="variants">
      <Text component="h3" size="sm" fw={650}>
        {t('browser.variants')}
      </Text>
      <div className={classes.row}>
        {shown.map(({ name, pictures }) => (
          <figure key={name} className={classes.figure}>
            <PixelGrid pictures={pictures} label={t(`browser.variant.${name}`)} />
            <figcaption>{t(`browser.variant.${name}`)}</figcaption>
          </figure>
        ))}
      </div>
      <Text size="sm" c="dimmed">
        {t(flips ? 'browser.flipsOn' : 'browser.flipsOff')}
        {border && ` ${t('browser.padHelp')}`}
      </Text>
    </section>
  );
}

export function DataDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const dataset = useLab((lab) => lab.dataset);
  const [label, setLabel] = useState<number | null>(null);
  const [seed, setSeed] = useState(0);
  // A class of another set may not be there.
  const asked = label !== null && label < (dataset?.classNames.length ?? 0) ? label : null;
  const found = useBrowsed({ label: asked, seed, count: atATime });
  const title = dataset ? t(`choices.dataset.${dataset.name}`) : '';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('browser.title', { name: title })}
      size="xl"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {(!dataset || !found) && (
        <Text size="sm" role="status">
          {t('needs.pictures')}
        </Text>
      )}
      {dataset && found && (
        <div className={classes.browser} data-testid="data-browser">
          <Text size="sm">
            {t(dataset.channels === 1 ? 'browser.factsGrey' : 'browser.factsColour', {
              count: dataset.count,
              formatted: format.whole(dataset.count),
              width: dataset.width,
              height: dataset.height,
            })}
          </Text>
          <Classes
            dataset={dataset}
            counts={found.statistics?.classCounts ?? []}
            label={asked}
            onChoose={setLabel}
          />
          <div className={classes.head}>
            <Text size="sm" c="dimmed">
              {t('browser.pickHelp')}
            </Text>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconDice5 size={15} />}
              onClick={() => setSeed(seed + 1)}
            >
              {t('browser.others')}
            </Button>
          </div>
          <RandomImages dataset={dataset} found={found} />
          <div className={classes.parts}>
            <Variants />
            {found.statistics && <SetStatistics dataset={dataset} statistics={found.statistics} />}
          </div>
        </div>
      )}
    </Modal>
  );
}
