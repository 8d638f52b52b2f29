// How the present run stands against the record of the speedrun: what it has cost, and what the meter found last.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { record, rules, timesFloor, trainingTflop } from '../../../lab/speedrun';
import type { Run } from '../../../store/run';
import { useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';

export function SpeedrunLine({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const multiplyAdds = useLab(({ model }) => model?.multiplyAdds);
  const found = run.qualities.at(-1);
  // To learn from another model is another discipline.
  const isTaught = run.config.pureNoiseRate > 0;
  if (!found || multiplyAdds === undefined || isTaught) return null;
  const words = {
    tflop: format.fixed(trainingTflop(run.config, multiplyAdds, found.step), 2),
    most: format.whole(rules.tflop),
    samples: format.whole(found.count),
    recognised: format.percent(found.recognised),
    times: format.fixed(timesFloor(found), 2),
    recordRecognised: format.percent(record.recognised),
    recordTimes: format.fixed(record.timesFloor, 2),
  };
  return (
    <Text size="xs" c="dimmed" data-testid="speedrun">
      {t('training.speedrun', words)}
    </Text>
  );
}
