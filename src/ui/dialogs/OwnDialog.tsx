// The visitor's own images before they are trained on: how they look at the size chosen, how many there are of each
// class, what was left out and why.
import { Alert, Button, Group, Loader, Modal, SegmentedControl, Switch, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { timesOfDigit } from '../../datasets/own/cost';
import { ownLimits } from '../../datasets/own/files';
import { isLitter } from '../../datasets/own/names';
import { ownColours, ownSides, type MadeImages, type OwnChoice } from '../../datasets/own/make';
import { ownFits } from '../../datasets/own/picture';
import { useActions, useSetting } from '../../store/useLab';
import { chooseOwn, useOwnSet } from '../files/ownSet';
import { useFailureWords } from '../hooks/failureWords';
import { useFormat } from '../hooks/format';
import { useOwnWords } from '../hooks/ownWords';
import classes from './own.module.css';
import { OwnClasses } from './OwnClasses';
import { OwnRefused } from './OwnRefused';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className={classes.choice}>
      <Text size="xs" c="dimmed" id={id}>
        {label}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-labelledby={id}
        data={[...options]}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}

const found = 'found';

function Choices({ choice, hasFolders }: { readonly choice: OwnChoice; readonly hasFolders: boolean }) {
  const { t } = useTranslation();
  const { setConfig } = useActions();
  const mirrored = useSetting('horizontalFlips');
  const choose = (changes: Partial<OwnChoice>): void => void chooseOwn(changes);
  return (
    <div className={classes.choices}>
      <Choice
        label={t('own.size')}
        value={String(choice.side ?? found)}
        options={[found, ...ownSides].map((side) => ({
          value: String(side),
          label: side === found ? t('own.found') : `${side} × ${side}`,
        }))}
        onChange={(side) => choose({ side: ownSides.find((known) => String(known) === side) ?? null })}
      />
      <Choice
        label={t('own.shape')}
        value={choice.fit}
        options={ownFits.map((fit) => ({ value: fit, label: t(`own.fit.${fit}`) }))}
        onChange={(name) => choose({ fit: ownFits.find((fit) => fit === name) ?? 'crop' })}
      />
      <Choice
        label={t('own.colours')}
        value={choice.colour}
        options={ownColours.map((colour) => ({ value: colour, label: t(`own.colour.${colour}`) }))}
        onChange={(name) => choose({ colour: ownColours.find((colour) => colour === name) ?? 'auto' })}
      />
      <Group gap="lg">
        {hasFolders && (
          <Switch
            size="xs"
            label={t('own.classes')}
            checked={choice.classes}
            onChange={({ currentTarget: { checked } }) => choose({ classes: checked })}
          />
        )}
        <Switch
          size="xs"
          label={t('fields.horizontalFlips.label')}
          checked={mirrored}
          onChange={({ currentTarget: { checked } }) => setConfig({ horizontalFlips: checked })}
        />
      </Group>
    </div>
  );
}

function Made({ made }: { readonly made: MadeImages }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useOwnWords();
  const { images, fittings, refused } = made;
  const times = images && timesOfDigit(images);
  const fitted = format.list(fittings.map((fitting) => t(`app.fitting.${fitting}`)));
  return (
    <>
      {images ? (
        <>
          <Text size="sm" fw={600} data-testid="own-words">
            {words(images)}
          </Text>
          {times !== null && <Text size="sm">{t('own.cost', { times: format.whole(times) })}</Text>}
          {fitted !== '' && (
            <Text size="sm" c="dimmed">
              {t('app.fittedAll', { what: fitted })}
            </Text>
          )}
          <OwnClasses images={images} counts={made.counts} />
        </>
      ) : (
        <Alert color="noise" role="alert">
          {t('reasons.own-few', { found: format.whole(made.found), least: ownLimits.leastImages })}
        </Alert>
      )}
      <OwnRefused refused={refused} />
    </>
  );
}

export function OwnDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const { setOwnImages } = useActions();
  const { choice, found: files, making } = useOwnSet();
  const hasFolders = files?.files.some(({ path }) => path.includes('/') && !isLitter(path)) ?? false;
  const images = making.kind === 'made' ? making.images.images : null;
  const take = (): void => {
    if (!images) return;
    setOwnImages(images);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('choices.dataset.own')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={classes.dialog} data-testid="own-dialog" aria-busy={making.kind === 'reading'}>
        {files && <Choices choice={choice} hasFolders={hasFolders} />}
        {making.kind === 'reading' && (
          <Group gap="xs" role="status">
            <Loader size="xs" />
            <Text size="sm">{t('app.jobs.pictures')} …</Text>
          </Group>
        )}
        {making.kind === 'made' && <Made made={making.images} />}
        {making.kind === 'failed' && (
          <Alert color="noise" role="alert">
            {failureWords(making.failure)}
          </Alert>
        )}
        <Group justify="flex-end" className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button disabled={!images} onClick={take} data-testid="own-take">
            {t('own.take')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
