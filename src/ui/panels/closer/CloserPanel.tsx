// A closer look at what the page shows: one at a time, in a panel under the ruler, fetched when it is asked for.
import { ActionIcon } from '@mantine/core';
import { IconX, IconZoomIn } from '@tabler/icons-react';
import { useEffect, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { latePart } from '../../parts/latePart';
import { lookCloser, type CloserName } from '../../state/view';
import { Panel } from '../Panel';
import classes from './closer.module.css';
import { useCloserTexts } from './texts';

const views: Readonly<Record<CloserName, ComponentType<object>>> = {
  bound: latePart(async () => (await import('./bound/BoundView')).BoundView),
  plane: latePart(async () => (await import('./plane/PlaneView')).PlaneView),
  bits: latePart(async () => (await import('./bits/BitsView')).BitsView),
  inside: latePart(async () => (await import('./inside/InsideView')).InsideView),
  denoiser: latePart(async () => (await import('./denoiser/DenoiserView')).DenoiserView),
  map: latePart(async () => (await import('./map/MapView')).MapView),
};

function View({ name }: { readonly name: CloserName }) {
  useCloserTexts();
  const Chosen = views[name];
  return <Chosen />;
}

export function CloserPanel({ name }: { readonly name: CloserName }) {
  const { t } = useTranslation();
  useEffect(() => {
    const panel = document.getElementById('panel-closer');
    panel?.scrollIntoView({ block: 'start' });
    panel?.focus({ preventScroll: true });
  }, [name]);
  const close = (): void => {
    lookCloser(null);
    document.querySelector<HTMLElement>('[data-closer-menu]')?.focus();
  };
  return (
    <div className={classes.row}>
      <Panel
        id="closer"
        number={<IconZoomIn size={17} />}
        title={t(`closer.${name}.label`)}
        subtitle={t(`closer.${name}.help`)}
        actions={
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('closer.close')}
            title={t('closer.close')}
            onClick={close}
          >
            <IconX size={18} />
          </ActionIcon>
        }
      >
        <View name={name} />
      </Panel>
    </div>
  );
}
