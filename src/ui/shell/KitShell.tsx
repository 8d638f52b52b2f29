// The teacher's kit instead of the lab: which document, which paper, print. What is above the paper is not printed.
import { Button, SegmentedControl } from '@mantine/core';
import { Kit } from '../lessons/kit/Kit';
import classes from '../lessons/kit/kit.module.css';
import { useKitTexts } from '../lessons/kit/texts';
import { kitDocuments, papers, type KitDocument } from '../state/kit';
import { setKit, setPaper, useView } from '../state/view';
import { LanguageMenu } from './LanguageMenu';
import { Notices, useNoticed } from './noticing';

const paperNames = { a4: 'A4', letter: 'Letter' } as const;

export function KitShell({ document }: { readonly document: KitDocument }) {
  const texts = useKitTexts();
  const paper = useView((view) => view.paper);
  const noticed = useNoticed();
  return (
    <>
      <title>{`${texts.documents[document]} · Diffusion Lab`}</title>
      <header className={classes.bar}>
        <nav aria-label={texts.documentsLabel}>
          {kitDocuments.map((name) => (
            <Button
              key={name}
              size="xs"
              variant={name === document ? 'light' : 'subtle'}
              aria-current={name === document}
              onClick={() => setKit(name)}
            >
              {texts.documents[name]}
            </Button>
          ))}
        </nav>
        <SegmentedControl
          size="xs"
          aria-label={texts.paper}
          value={paper}
          onChange={setPaper}
          data={papers.map((value) => ({ value, label: paperNames[value] }))}
        />
        <LanguageMenu />
        <Button size="xs" onClick={() => window.print()} data-testid="kit-print">
          {texts.print}
        </Button>
        <a href={`${window.location.pathname}?lesson=hour`}>{texts.lab}</a>
      </header>
      <Kit texts={texts} document={document} paper={paper} />
      {noticed && <Notices />}
    </>
  );
}
