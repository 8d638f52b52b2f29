// Keeps the film that stands as A, so that whatever is drawn next stands beside it: another run, another sampler, another
// guidance, from the same noise as long as the seed is the same.
import { Button } from '@mantine/core';
import { IconPinned, IconPinnedOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActions, useLab } from '../../../store/useLab';

export function PinButton() {
  const { t } = useTranslation();
  const { pin, unpin } = useActions();
  const pinned = useLab((lab) => lab.pinned !== null);
  const ready = useLab(({ reels }) => reels.main?.finished === true);
  if (!pinned && !ready) return null;
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={pinned ? <IconPinnedOff size={14} /> : <IconPinned size={14} />}
      onClick={pinned ? unpin : pin}
      data-testid="pin"
    >
      {t(pinned ? 'reverse.unpin' : 'reverse.pin')}
    </Button>
  );
}
