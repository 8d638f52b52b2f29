// For `FileButton`: its input is emptied each time it is opened, so that the same file can be chosen twice.
import type { MouseEvent } from 'react';

export const chooseAgain = {
  onClick(event: MouseEvent<HTMLInputElement>): void {
    event.currentTarget.value = '';
  },
};
