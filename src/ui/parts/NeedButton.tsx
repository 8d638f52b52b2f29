// A button that is off and says what it needs: under the mouse, at a tap, and to who reaches it by keyboard or hears it.
import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Need } from '../hooks/needs';

export interface NeedButtonProps extends Pick<ButtonProps, 'size' | 'variant' | 'leftSection'> {
  /** Null for nothing: the button is on. */
  readonly need: Need | null;
  readonly onClick: () => void;
  readonly children: ReactNode;
  readonly 'data-testid'?: string;
}

export function NeedButton({ need, onClick, ...button }: NeedButtonProps) {
  const { t } = useTranslation();
  if (need === null) return <Button {...button} onClick={onClick} />;
  const words = t(`needs.${need}`);
  return (
    <Tooltip label={words} multiline maw={260} events={{ hover: true, focus: true, touch: true }}>
      {/* Not `disabled`: that takes the focus away, and with it the reason. */}
      <Button {...button} data-disabled aria-disabled aria-description={words} />
    </Tooltip>
  );
}
