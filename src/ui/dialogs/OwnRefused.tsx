// Files that are none of the images, by what is the matter with them.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ownLimits, refusals, type RefusedFile } from '../../datasets/own/files';
import { useFormat } from '../hooks/format';
import classes from './own.module.css';

const namedAtMost = 20;

export function OwnRefused({ refused }: { readonly refused: readonly RefusedFile[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (refused.length === 0) return null;
  const limits = {
    least: ownLimits.leastSide,
    megapixels: format.whole(ownLimits.pixels / 1e6),
    files: format.whole(ownLimits.files),
    megabytes: format.whole(ownLimits.fileBytes / 2 ** 20),
  };
  const groups = refusals.flatMap((why) => {
    const files = refused.filter((file) => file.why === why);
    return files.length > 0 ? [{ why, files }] : [];
  });
  return (
    <details className={classes.refused} data-testid="own-refused">
      <summary>{t('own.refused', { count: refused.length })}</summary>
      {groups.map(({ why, files }) => (
        <Text key={why} size="xs" component="p">
          <strong>{t(`own.why.${why}`, limits)}</strong> ({format.whole(files.length)}):{' '}
          {format.list(files.slice(0, namedAtMost).map(({ path }) => path))}
          {files.length > namedAtMost && ' …'}
        </Text>
      ))}
    </details>
  );
}
