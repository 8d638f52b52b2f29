// The class that each sample of a film was asked to be.
import { useTranslation } from 'react-i18next';
import { publishedClasses } from '../../../datasets/registry';
import { sampledClass } from '../../../lab/sampleClass';
import type { Reel } from '../../../store/reel';
import { useLab } from '../../../store/useLab';
import { className } from '../../hooks/className';

/**
 * By the sample's index; null where none was asked for. A film of the recording, or of a model that has gone, has the
 * classes of its own set.
 */
export function useClassOf({ config, run }: Reel): (index: number) => string | null {
  const { t } = useTranslation();
  const names = useLab(({ model }) =>
    model?.run === run ? model.classNames : publishedClasses(config.dataset),
  );
  return (index) => {
    const name = names[sampledClass(config, index, names.length) ?? -1];
    return name === undefined ? null : className(name, config.dataset, t);
  };
}
