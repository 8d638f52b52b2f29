// A model that has been trained already: where training takes long, or where there is no time for it.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pretrainedModels, type PretrainedName } from '../../../lab/pretrained';
import { useActions, useLab } from '../../../store/useLab';
import { useFormat } from '../../hooks/format';
import { trainingNeed } from '../../hooks/needs';
import { NeedButton } from '../../parts/NeedButton';

const offered: PretrainedName = 'mnist';

export function Pretrained() {
  const { t } = useTranslation();
  const format = useFormat();
  const { openPretrained } = useActions();
  const need = useLab(trainingNeed);
  const { steps, megabytes } = pretrainedModels[offered];
  return (
    <div>
      <NeedButton
        size="xs"
        variant="light"
        need={need}
        onClick={() => void openPretrained(offered)}
        data-testid="pretrained"
      >
        {t('training.pretrained')}
      </NeedButton>
      <Text c="dimmed" size="xs" mt={4}>
        {t('training.pretrainedHelp', { steps: format.whole(steps), size: megabytes })}
      </Text>
    </div>
  );
}
