// A part of the page that fails does so in its own place: it says what happened and can be tried again, and all other
// parts, a training among them, go on.
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFetched, onTryAgain, tryAgain } from '../state/late';
import classes from './PartBoundary.module.css';
import { Remark } from './Remark';
import { TechnicalDetails } from './TechnicalDetails';

function Failure({ thrown, onRetry }: { readonly thrown: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  return (
    <Remark kind="warning" testId="part-failed">
      <p className={classes.words}>{t(thrown instanceof NotFetched ? 'part.notFetched' : 'part.broken')}</p>
      <Button size="xs" variant="default" onClick={onRetry}>
        {t('part.again')}
      </Button>
      <TechnicalDetails text={words} />
    </Remark>
  );
}

export interface PartBoundaryProps {
  readonly children: ReactNode;
  /** What stands around the note of the failure, in the part's place. */
  readonly frame?: (note: ReactNode) => ReactNode;
}

interface PartBoundaryState {
  readonly failed: { readonly thrown: unknown } | null;
}

/** React offers this to classes only. */
export class PartBoundary extends Component<PartBoundaryProps, PartBoundaryState> {
  override readonly state: PartBoundaryState = { failed: null };

  static getDerivedStateFromError(thrown: unknown): PartBoundaryState {
    return { failed: { thrown } };
  }

  private unsubscribe = (): void => undefined;

  override componentDidMount(): void {
    // One lost connection fails many parts: trying again in one place is meant for all of them.
    this.unsubscribe = onTryAgain(() => {
      if (this.state.failed?.thrown instanceof NotFetched) this.setState({ failed: null });
    });
  }

  override componentWillUnmount(): void {
    this.unsubscribe();
  }

  private readonly retry = (): void => {
    this.setState({ failed: null });
    tryAgain();
  };

  override render(): ReactNode {
    const { children, frame = (note: ReactNode) => note } = this.props;
    const { failed } = this.state;
    return failed ? frame(<Failure thrown={failed.thrown} onRetry={this.retry} />) : children;
  }
}
