// The folder for a stick, served by what the system has: Perl's own modules. (PowerShell is tried by hand.)
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillStick } from './usb';

const folder = mkdtempSync(path.join(tmpdir(), 'usb-'));
const stick = path.join(folder, 'a stick');

/** The server's address, once it says it. */
async function serve(): Promise<{ readonly address: string; readonly end: () => void }> {
  const server = spawn('perl', [path.join(stick, 'serve.pl')], { env: { ...process.env, LAB_QUIET: '1' } });
  const address = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (text: Buffer) => {
      const [found] = /http:\/\/localhost:\d+\//.exec(text.toString()) ?? [];
      if (found) resolve(found);
    });
    server.stderr.on('data', (text: Buffer) => reject(new Error(text.toString())));
    server.on('error', reject);
  });
  return { address: address.replace('localhost', '127.0.0.1'), end: () => void server.kill() };
}

describe('the folder for a stick', () => {
  let server: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    const dist = path.join(folder, 'dist');
    mkdirSync(path.join(dist, 'assets'), { recursive: true });
    writeFileSync(path.join(dist, 'index.html'), '<!doctype html><title>lab</title>');
    writeFileSync(path.join(dist, 'assets/a b.js'), 'export {};');
    writeFileSync(path.join(dist, 'assets/a.wasm'), 'wasm');
    writeFileSync(path.join(dist, 'recording.bin'), new Uint8Array(200_000).fill(7));
    writeFileSync(path.join(folder, 'secret.txt'), 'not for the browser');
    fillStick(dist, stick);
    server = await serve();
  });

  afterAll(() => {
    server.end();
    rmSync(folder, { recursive: true });
  });

  it('is served with the types that a browser insists on, whole', async () => {
    const page = await fetch(server.address);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('<title>lab</title>');
    const script = await fetch(`${server.address}assets/a%20b.js?v=1`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const { headers } = await fetch(`${server.address}assets/a.wasm`);
    expect(headers.get('content-type')).toBe('application/wasm');
    const bytes = new Uint8Array(await (await fetch(`${server.address}recording.bin`)).arrayBuffer());
    expect(bytes).toEqual(new Uint8Array(200_000).fill(7));
  });

  it('serves nothing from outside of it, and says what is not there', async () => {
    for (const name of ['missing.js', 'assets', '%2e%2e/serve.pl', '..%2f..%2fsecret.txt'])
      expect((await fetch(`${server.address}${name}`)).status, name).toBe(404);
    const { status } = await fetch(server.address, { method: 'POST', body: 'x' });
    expect(status).toBe(405);
  });

  it('answers while another connection says nothing', async () => {
    const silent = connect(Number(new URL(server.address).port), '127.0.0.1');
    await new Promise<void>((resolve) => silent.once('connect', resolve));
    expect((await fetch(server.address)).status).toBe(200);
    silent.destroy();
  });

  it('has a start for each system', () => {
    const windows = readFileSync(path.join(stick, 'Windows.bat'), 'utf8');
    expect(windows).toContain('serve.ps1');
    // The command interpreter of Windows wants its own line ends.
    expect(windows.replaceAll('\r\n', '')).not.toContain('\n');
    for (const name of ['macOS.command', 'Linux.sh'])
      expect(readFileSync(path.join(stick, name), 'utf8')).toContain('/serve.pl');
  });
});
