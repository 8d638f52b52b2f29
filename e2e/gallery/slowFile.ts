// A server whose file comes slowly: some of it at once, then a byte a second, the rest when it is let go.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SlowFile {
  readonly address: string;
  letGo(): void;
}

/** @param share 0…1 of the bytes, sent at once */
export async function serveSlowly(bytes: Buffer, share: number): Promise<SlowFile> {
  let released = (): void => undefined;
  const release = new Promise<void>((resolve) => (released = resolve));
  const server = createServer((_request, response) => {
    let sent = Math.floor(bytes.length * share);
    response.writeHead(200, { 'content-length': bytes.length, 'access-control-allow-origin': '*' });
    response.write(bytes.subarray(0, sent));
    const drip = setInterval(() => response.write(bytes.subarray(sent, ++sent)), 1000);
    void release.then(() => {
      clearInterval(drip);
      response.end(bytes.subarray(sent));
    });
  });
  await once(server.listen(0, 'localhost').unref(), 'listening');
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    letGo: released,
  };
}
