// The forward process of the present settings.
import { processOf } from '../../diffusion/process/index';
import { useLab } from '../../store/useLab';

type PresentProcess = ReturnType<typeof processOf>;

export const useProcess = (): PresentProcess => useLab((lab) => processOf(lab.config));
