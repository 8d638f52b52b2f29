// A server that misbehaves in every way that a page may meet, on a real port of this machine.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Where a proxy or a hotel answers in the place of the server. */
const page = '<!doctype html><title>Sign in</title>';

export interface BadServerOptions {
  /** What a good server sends: gzip-packed. */
  readonly file: Buffer;
}

/** One byte of what it unpacks to is another. */
function altered(file: Buffer): Buffer {
  const bytes = gunzipSync(file);
  bytes.writeUInt8(255 - bytes.readUInt8(bytes.length - 1), bytes.length - 1);
  return gzipSync(bytes, { level: 1 });
}

/** What is answered in the place of a good, gzip-packed file. */
export const manners = (file: Buffer) =>
  ({
    good: (_, answer) => void answer.writeHead(200, { 'content-length': file.length }).end(file),
    absent: (_, answer) => void answer.writeHead(404).end('not here'),
    failing: (_, answer) => void answer.writeHead(500).end('oops'),
    // Takes the question and says nothing.
    hanging: () => undefined,
    stalling: (_, answer) => {
      answer.writeHead(200, { 'content-length': file.length });
      answer.write(file.subarray(0, 20));
    },
    dropping: (_, answer) => {
      answer.writeHead(200, { 'content-length': file.length });
      // Later than a busy machine's browser takes to see the first bytes: else nothing has come at all.
      answer.write(file.subarray(0, 20), () => setTimeout(() => answer.destroy(), 500));
    },
    cut: (_, answer) => void answer.end(file.subarray(0, -20)),
    bomb: (_, answer) => void answer.end(gzipSync(Buffer.alloc(5 * gunzipSync(file).length))),
    endless: (_, answer) => {
      answer.writeHead(200);
      const more = (): void => void (answer.destroyed || answer.write(Buffer.alloc(65_536), more));
      more();
    },
    portal: (request, answer) =>
      void (request.url?.includes('?')
        ? answer.writeHead(200, { 'content-type': 'text/html' }).end(page)
        : answer.writeHead(302, { location: '?sign-in' }).end()),
    page: (_, answer) => void answer.writeHead(200, { 'content-type': 'text/html' }).end(page),
    disguised: (_, answer) =>
      void answer.writeHead(200, { 'content-type': 'application/octet-stream' }).end(page),
    other: (_, answer) => void answer.end(gzipSync(Buffer.alloc(60, 7))),
    altered: (_, answer) => void answer.end(altered(file)),
  }) satisfies Record<string, RequestListener>;

export type Manner = keyof ReturnType<typeof manners>;

export interface BadServer {
  /** Ends in a slash. */
  readonly address: (manner: Manner) => string;
  readonly close: () => Promise<void>;
}

export async function startBadServer({ file }: BadServerOptions): Promise<BadServer> {
  const all: Readonly<Record<string, RequestListener>> = manners(file);
  const server: Server = createServer((request, answer) => {
    const manner = request.url?.split('/')[1] ?? '';
    (all[manner] ?? all['absent'])?.(request, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: (manner) => `http://127.0.0.1:${port}/${manner}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
