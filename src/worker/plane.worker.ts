// The script of the plane's worker: hands commands to its session. Nothing else.
import { PlaneSession } from './plane';
import type { PlaneCommand, PlaneEvent } from './planeProtocol';

const session = new PlaneSession((event: PlaneEvent) => self.postMessage(event));

self.onmessage = ({ data }: MessageEvent<PlaneCommand>) => void session.handle(data);
