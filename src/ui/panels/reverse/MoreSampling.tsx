// Other ways to begin and to compare: ten variations of a half-noised image, a second sampler from the same noise.
import { NativeSelect } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { parseSetting } from '../../../lab/config';
import type { LabConfig } from '../../../lab/fields';
import { offered } from '../../../lab/relevance';
import { canSample } from '../../../store/sampling/actions';
import { useActions, useLab, useLabStore, useSetting } from '../../../store/useLab';
import { variationNeed } from '../../hooks/needs';
import { useCleanPicture } from '../../hooks/picture';
import { usePosition } from '../../hooks/time';
import { NeedButton } from '../../parts/NeedButton';
import { PinButton } from './PinButton';
import classes from './reverse.module.css';

const variations = 10;

export type OtherSampler = LabConfig['sampler'] | null;

export interface MoreSamplingProps {
  readonly other: OtherSampler;
  readonly onOther: (sampler: OtherSampler) => void;
}

interface CompareSelectProps extends MoreSamplingProps {
  readonly disabled: boolean;
}

const CompareSelect = memo(function CompareSelect({ other, onOther, disabled }: CompareSelectProps) {
  const { t } = useTranslation();
  const sampler = useSetting('sampler');
  const samplers = useLab(useShallow(({ config }) => offered('sampler', config)));
  return (
    <label className={classes.compare}>
      {t('reverse.compare')}
      <NativeSelect
        size="xs"
        aria-label={t('reverse.compare')}
        value={other ?? ''}
        disabled={disabled}
        onChange={(event) => {
          const name = event.currentTarget.value;
          onOther(name === '' ? null : parseSetting('sampler', name));
        }}
        data={[
          { value: '', label: t('reverse.noOther') },
          ...samplers
            .filter((name) => name !== sampler)
            .map((name) => ({ value: name, label: t(`choices.sampler.${name}`) })),
        ]}
      />
    </label>
  );
});

export function MoreSampling({ other, onOther }: MoreSamplingProps) {
  const { t } = useTranslation();
  const { sample } = useActions();
  const ready = useLab(canSample);
  const store = useLabStore();
  const clean = useCleanPicture();
  const { position } = usePosition();
  const need = useLab((lab) => variationNeed(lab, { hasPicture: clean !== null, position }));
  const vary = (): void => {
    if (!clean) return;
    sample({
      start: { kind: 'half-noised', image: clean.pixels, timestep: position - 1 },
      config: { ...store.getState().config, sampleCount: variations },
    });
  };
  return (
    <div className={classes.more}>
      <NeedButton
        size="xs"
        variant="default"
        leftSection={<IconArrowsSplit2 size={14} />}
        need={need}
        onClick={vary}
        data-testid="variations"
      >
        {t('reverse.variations', { count: variations, t: position })}
      </NeedButton>
      <CompareSelect other={other} onOther={onOther} disabled={!ready} />
      <PinButton />
    </div>
  );
}
