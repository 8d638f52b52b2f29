// A set of one's own, drawn by hand: draw, say what it is, keep it, and the next.
import { Alert, Button, FileButton, Group, Modal, Text, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawingSide, drawnClasses, folderName, type DrawnClass } from '../../datasets/own/drawings';
import { ownLimits } from '../../datasets/own/files';
import { toFailure, type Failure } from '../../lab/errors';
import { fromBytes } from '../../lab/pictures';
import { download } from '../export/download';
import { chooseAgain } from '../files/chooseAgain';
import {
  addDrawings,
  bringDrawings,
  keepDrawing,
  packDrawings,
  undoDrawing,
  useDrawings,
} from '../files/drawings';
import { useFailureWords } from '../hooks/failureWords';
import { useFormat } from '../hooks/format';
import { DrawingPad } from '../parts/DrawingPad';
import { PixelGrid } from '../parts/PixelGrid';
import classes from './drawings.module.css';

const shape = { height: drawingSide, width: drawingSide, channels: 1 };
/** The newest of a class. */
const shown = 8;

interface DrawnClassesProps {
  readonly found: readonly DrawnClass[];
  readonly name: string;
  readonly onChoose: (name: string) => void;
}

/** What is kept, by class; one that is pressed is that of the next drawing. */
function DrawnClasses({ found, name, onChoose }: DrawnClassesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={classes.kept}>
      {found.map(({ name: own, drawings }) => {
        const newest = drawings.slice(-shown);
        const bytes = Uint8Array.from(newest.flatMap(({ pixels }) => [...pixels]));
        return (
          <li key={own} data-testid="drawn-class">
            <button
              type="button"
              className={classes.class}
              aria-pressed={own === name}
              onClick={() => onChoose(own)}
            >
              <span className={classes.name}>{own}</span>
              <span className="number">{format.whole(drawings.length)}</span>
            </button>
            <PixelGrid
              pictures={fromBytes(shape, bytes)}
              columns={shown}
              label={`${own}: ${t('controls.ownCount', { count: drawings.length })}`}
              style={{ width: `${(100 * newest.length) / shown}%` }}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The pad with what is drawn on it; null before anything is. */
interface Sheet {
  readonly number: number;
  readonly pad: HTMLCanvasElement | null;
}

export function DrawingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureWords = useFailureWords();
  const drawings = useDrawings((set) => set.drawings);
  const [sheet, setSheet] = useState<Sheet>({ number: 0, pad: null });
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const name = folderName(typed);
  const count = drawings.length;
  const isEnough = count >= ownLimits.leastImages;

  const clear = (): void => setSheet({ number: sheet.number + 1, pad: null });
  const keep = (): void => {
    if (!sheet.pad || name === '') return;
    keepDrawing(name, sheet.pad);
    clear();
  };
  const attempt = (work: Promise<void>): void => {
    setFailure(null);
    work.catch((thrown: unknown) => setFailure(toFailure(thrown)));
  };
  const save = async (): Promise<void> => download('drawings.zip', await packDrawings(), 'application/zip');

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('drawings.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={classes.dialog} data-testid="drawings">
        <form
          className={classes.desk}
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <DrawingPad key={sheet.number} onDraw={(pad) => setSheet({ number: sheet.number, pad })} />
          <TextInput
            size="xs"
            label={t('drawings.class')}
            placeholder={t('drawings.classHint')}
            value={typed}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
          />
          <Button type="submit" size="xs" disabled={!sheet.pad || name === ''}>
            {t('drawings.keep')}
          </Button>
          <Button size="xs" variant="default" disabled={!sheet.pad} onClick={clear}>
            {t('forward.clear')}
          </Button>
        </form>
        <section className={classes.set}>
          <Text size="sm" role="status" data-testid="drawn-count">
            {count === 0
              ? t('drawings.none', { least: ownLimits.leastImages })
              : isEnough
                ? t('controls.ownCount', { count })
                : t('reasons.own-few', { found: format.whole(count), least: ownLimits.leastImages })}
          </Text>
          {count > 0 && (
            <Button
              size="compact-xs"
              variant="subtle"
              className={classes.undo}
              leftSection={<IconArrowBackUp size={15} />}
              onClick={undoDrawing}
            >
              {t('drawings.undo')}
            </Button>
          )}
          <DrawnClasses found={drawnClasses(drawings)} name={name} onChoose={setTyped} />
          {failure && (
            <Alert color="noise" role="alert">
              {failureWords(failure)}
            </Alert>
          )}
        </section>
        <Group justify="flex-end" gap="xs" className={classes.buttons}>
          <FileButton
            accept=".zip"
            inputProps={chooseAgain}
            onChange={(file) => file && attempt(addDrawings(file))}
          >
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFolderOpen size={16} />}>
                {t('drawings.add')}
              </Button>
            )}
          </FileButton>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            disabled={count === 0}
            onClick={() => attempt(save())}
          >
            {t('drawings.save')}
          </Button>
          <Button disabled={!isEnough} onClick={() => void bringDrawings()}>
            {t('drawings.train')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
