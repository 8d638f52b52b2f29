// The page's end of the plane's worker, which lives as long as the panel does.
import type { PlaneCommand, PlaneEvent } from './planeProtocol';

export interface PlaneClient {
  send(command: PlaneCommand): void;
  close(): void;
}

export function openPlane(hear: (event: PlaneEvent) => void): PlaneClient {
  const worker = new Worker(new URL('./plane.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<PlaneEvent>) => hear(data);
  worker.onerror = (event) => {
    event.preventDefault();
    hear({
      type: 'failed',
      code: 'worker-lost',
      sentence: 'The worker of the plane has ended unexpectedly.',
    });
  };
  return { send: (command) => worker.postMessage(command), close: () => worker.terminate() };
}
