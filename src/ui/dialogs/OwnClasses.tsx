// Some images of each class, as they will be trained on.
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnImages } from '../../lab/images';
import { fromBytes } from '../../lab/pictures';
import { useFormat } from '../hooks/format';
import { pick } from '../parts/paint';
import { PixelGrid } from '../parts/PixelGrid';
import classes from './own.module.css';

const perClass = 8;
/** Of images without classes. */
const withoutClasses = 24;

interface OwnClassesProps {
  readonly images: OwnImages;
  readonly counts: readonly number[];
}

export function OwnClasses({ images, counts }: OwnClassesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = useMemo(() => fromBytes(images, images.images), [images]);
  const { classes: own } = images;
  const rows = useMemo(
    () =>
      own
        ? own.names.map((name, label) => {
            const indices = [...own.labels.keys()].filter((i) => own.labels[i] === label);
            return { name, pictures: pick(all, indices.slice(0, perClass)) };
          })
        : [{ name: null, pictures: pick(all, [...Array(Math.min(all.count, withoutClasses)).keys()]) }],
    [all, own],
  );
  return (
    <ul className={classes.classes}>
      {rows.map(({ name, pictures }, i) => {
        const count = counts[i] ?? 0;
        const words = t('controls.ownCount', { count });
        return (
          <li key={name} data-testid="own-class">
            {name !== null && (
              <div className={classes.class}>
                <Text size="sm" className={classes.name} title={name}>
                  {name}
                </Text>
                <Text size="xs" c="dimmed" className="number">
                  {format.whole(count)}
                </Text>
              </div>
            )}
            <PixelGrid
              pictures={pictures}
              columns={perClass}
              label={name === null ? words : `${name}: ${words}`}
              style={{ width: `${(100 * Math.min(perClass, pictures.count)) / perClass}%` }}
            />
          </li>
        );
      })}
    </ul>
  );
}
