// A model that has been trained already, in the place of a new one: one that comes with the page, or a file.
import { Button, FileButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pretrainedModels, type PretrainedName } from '../../../lab/pretrained';
import { useActions, useLab } from '../../../store/useLab';
import { chooseAgain } from '../../files/chooseAgain';
import { useOpenFiles } from '../../files/useOpenFiles';
import { useFormat } from '../../hooks/format';
import { trainingNeed } from '../../hooks/needs';
import { NeedButton } from '../../parts/NeedButton';

const offered: PretrainedName = 'mnist';

function TakeTrained() {
  const { t } = useTranslation();
  const { openPretrained } = useActions();
  const need = useLab(trainingNeed);
  return (
    <NeedButton
      size="xs"
      variant="light"
      need={need}
      onClick={() => void openPretrained(offered)}
      data-testid="pretrained"
    >
      {t('training.pretrained')}
    </NeedButton>
  );
}

function OpenModel() {
  const { t } = useTranslation();
  const open = useOpenFiles();
  const ready = useLab(({ device, training }) => device.kind === 'open' && training.kind === 'idle');
  return (
    <FileButton accept=".safetensors" inputProps={chooseAgain} onChange={(file) => file && void open([file])}>
      {(props) => (
        <Button {...props} size="xs" variant="subtle" disabled={!ready} data-testid="open-model">
          {t('training.openModel')}
        </Button>
      )}
    </FileButton>
  );
}

/** @param hasGpu without one nothing can be drawn: what is offered would lead nowhere */
export function WithoutTraining({ hasGpu }: { readonly hasGpu: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { steps, megabytes } = pretrainedModels[offered];
  return (
    <div>
      <Group gap="xs" justify="center">
        {hasGpu && <TakeTrained />}
        {import.meta.env.MODE !== 'file' && <OpenModel />}
      </Group>
      {hasGpu && (
        <Text c="dimmed" size="xs" mt={4}>
          {t('training.pretrainedHelp', { steps: format.whole(steps), size: format.number(megabytes) })}
        </Text>
      )}
    </div>
  );
}
