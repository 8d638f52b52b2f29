// The map: reverse paths of many seeds in the plane of their two principal components, the present frame marked.
import { Button, Progress, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { FieldKey } from '../../../../lab/fields';
import { isRelevant } from '../../../../lab/relevance';
import { useLab, useSetting } from '../../../../store/useLab';
import { FieldControl } from '../../../controls/FieldControl';
import { samplingNeed } from '../../../hooks/needs';
import { FailureText } from '../../../parts/FailureRemark';
import { NeedButton } from '../../../parts/NeedButton';
import { Remark } from '../../../parts/Remark';
import closer from '../closer.module.css';
import { closerNamespace } from '../texts';
import { frameOf } from './film';
import classes from './map.module.css';
import { Paths } from './Paths';
import { pathCount, useFilm } from './useFilm';
import { useMap } from './useMap';

const settings: readonly FieldKey[] = ['sampler', 'samplingSteps', 'guidanceScale', 'sampleSeed'];

function MapSettings() {
  const { t } = useTranslation();
  const shown = useLab(useShallow(({ config }) => settings.filter((key) => isRelevant(key, config))));
  return (
    <div className={classes.settings} role="group" aria-label={t('groups.sampling')}>
      {shown.map((key) => (
        <FieldControl key={key} name={key} />
      ))}
    </div>
  );
}

function DrawButton({
  progress,
  draw,
  stop,
}: Pick<ReturnType<typeof useFilm>, 'progress' | 'draw' | 'stop'>) {
  const { t } = useTranslation(closerNamespace);
  const need = useLab(samplingNeed);
  if (!progress) {
    return (
      <NeedButton size="xs" need={need} onClick={draw} data-testid="map-draw">
        {t('map.draw', { paths: pathCount })}
      </NeedButton>
    );
  }
  return (
    <>
      <Button size="xs" variant="default" onClick={stop}>
        {t('stop')}
      </Button>
      <Progress
        className={closer.choice}
        value={(100 * progress.done) / progress.total}
        aria-label={t('map.draw', { paths: pathCount })}
        transitionDuration={0}
      />
    </>
  );
}

export function MapView() {
  const { t } = useTranslation(closerNamespace);
  const [keep, setKeep] = useState(false);
  const { film, failure, stale, ...drawing } = useFilm();
  const map = useMap(film, keep);
  const time = useSetting('time');
  return (
    <>
      <Text size="sm">{t('map.intro')}</Text>
      <MapSettings />
      <div className={closer.choices}>
        <DrawButton {...drawing} />
        <Switch
          size="xs"
          label={t('map.keep')}
          checked={keep}
          onChange={(event) => setKeep(event.currentTarget.checked)}
        />
      </div>
      {film?.source === 'recording' && <Remark testId="map-recorded">{t('map.recorded')}</Remark>}
      {stale && !drawing.progress && <Remark>{t('map.stale')}</Remark>}
      {failure && (
        <Remark kind="warning">
          <FailureText failure={failure} />
        </Remark>
      )}
      {map && (
        <div className={classes.look} data-stale={stale || undefined}>
          <Paths map={map} present={frameOf(map.film, time)} />
        </div>
      )}
    </>
  );
}
