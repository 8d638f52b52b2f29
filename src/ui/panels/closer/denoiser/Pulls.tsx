// The pictures of the set that pull on the perfect answer, with their weights.
import { Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toPictures } from '../../../../lab/pictures';
import { useFormat } from '../../../hooks/format';
import { pick } from '../../../parts/paint';
import { PixelGrid } from '../../../parts/PixelGrid';
import classes from '../closer.module.css';
import { closerNamespace } from '../texts';
import type { UntrainedAnswer } from './useUntrained';

export function Pulls({ answer }: { readonly answer: UntrainedAnswer }) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const { pulls, sharers = 0 } = answer;
  const pictures = useMemo(() => pulls && toPictures(pulls.pictures), [pulls]);
  if (!pulls || !pictures) return null;
  const written = (weight: number): string => format.number(100 * weight, 3);
  return (
    <section className={classes.part} aria-label={t('denoiser.pulls')}>
      <h3>{t('denoiser.pulls')}</h3>
      <Text size="sm" data-testid="sharers">
        {t('denoiser.sharers', { pictures: format.number(sharers) })}
      </Text>
      <Table fz="xs" className={`${classes.pulls} number`} withRowBorders={false} verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('denoiser.picture')}</Table.Th>
            <Table.Th scope="col">{t('denoiser.weight')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pulls.weights.map((weight, i) => (
            <Table.Tr key={i}>
              <Table.Td>
                <div className={classes.pull}>
                  <PixelGrid pictures={pick(pictures, [i])} label={t('denoiser.pull', { place: i + 1 })} />
                </div>
              </Table.Td>
              <Table.Td>
                <span className={classes.weight} style={{ inlineSize: `${Math.max(1, 100 * weight)}%` }} />
                {written(weight)} %
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
