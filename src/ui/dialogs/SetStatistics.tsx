// What all images of a set have in common: their mean, where they differ, and the numbers that they are normalised with.
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Statistics } from '../../datasets/statistics';
import { fromBytes } from '../../lab/pictures';
import type { DatasetInfo } from '../../worker/protocol';
import { useFormat } from '../hooks/format';
import { PixelGrid } from '../parts/PixelGrid';
import classes from './data.module.css';

const colours = ['red', 'green', 'blue'] as const;

interface SetStatisticsProps {
  readonly dataset: DatasetInfo;
  readonly statistics: Statistics;
}

export function SetStatistics({ dataset, statistics }: SetStatisticsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { meanImage, deviationImage, means, deviations } = statistics;
  const channels = means.length === 1 ? (['grey'] as const) : colours;
  const pictures = [
    { name: 'mean', bytes: meanImage },
    { name: 'deviation', bytes: deviationImage },
  ];
  return (
    <section className={classes.part} data-testid="statistics">
      <Text component="h3" size="sm" fw={650}>
        {t('browser.statistics')}
      </Text>
      <div className={classes.row}>
        {pictures.map(({ name, bytes }) => (
          <figure key={name} className={classes.figure}>
            <PixelGrid pictures={fromBytes(dataset, bytes)} label={t(`browser.${name}Label`)} />
            <figcaption>{t(`browser.${name}`)}</figcaption>
          </figure>
        ))}
      </div>
      <Table fz="xs" verticalSpacing={2} className="number">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('browser.channel')}</Table.Th>
            <Table.Th ta="end">{t('browser.mean')}</Table.Th>
            <Table.Th ta="end">{t('browser.sd')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {channels.map((channel, i) => (
            <Table.Tr key={channel}>
              <Table.Td>{t(`browser.channels.${channel}`)}</Table.Td>
              <Table.Td ta="end">{format.fixed(means[i] ?? Number.NaN, 4)}</Table.Td>
              <Table.Td ta="end">{format.fixed(deviations[i] ?? Number.NaN, 4)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        {t('browser.scale')}
      </Text>
    </section>
  );
}
