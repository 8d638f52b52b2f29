import { describe, expect, it } from 'vitest';
import { createClient, type Channel, type WorkerPort } from './client';
import type { WorkerCommand, WorkerEvent } from './protocol';

class FakeWorker implements WorkerPort {
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  readonly received: WorkerCommand[] = [];
  terminated = false;

  postMessage(command: WorkerCommand): void {
    this.received.push(command);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(event: WorkerEvent): void {
    this.onmessage?.(new MessageEvent('message', { data: event }));
  }
}

function setUp() {
  const workers: FakeWorker[] = [];
  const events: WorkerEvent[] = [];
  const channels: Channel[] = [];
  const client = createClient({
    makeWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    onEvent: (event, channel) => {
      events.push(event);
      channels.push(channel);
    },
  });
  const worker = (index: number): FakeWorker => {
    const found = workers[index];
    if (!found) throw new Error(`worker ${index} was not made`);
    return found;
  };
  return { client, events, channels, worker, workers };
}

describe('the client of the worker', () => {
  it('drops what is still said to a stale request', () => {
    const { client, events, worker } = setUp();
    const first = client.begin('check', { type: 'save' });
    const second = client.begin('check', { type: 'save' });
    worker(0).say({ request: first, type: 'notice', name: 'eager', cause: 'late' });
    worker(0).say({ request: second, type: 'notice', name: 'eager', cause: 'current' });
    expect(events).toEqual([{ request: second, type: 'notice', name: 'eager', cause: 'current' }]);
  });

  it('tells everything of a request to who follows it, until that is broken off or the worker is gone', () => {
    const { client, events, worker } = setUp();
    const heard: WorkerEvent[] = [];
    const ask = () => client.follow('untrained', { type: 'save' }, (event) => heard.push(event));
    const stop = ask();
    const notice = (request: number) => ({ request, type: 'notice', name: 'eager', cause: '' }) as const;
    worker(0).say(notice(1));
    worker(0).say(notice(1));
    expect(heard).toHaveLength(2);
    stop();
    expect(worker(0).received.at(-1)).toEqual({ request: 1, type: 'stop' });
    worker(0).say(notice(1));
    expect(heard).toHaveLength(2);
    ask();
    // What is over cannot stop what came after it.
    stop();
    expect(worker(0).received.at(-1)).toMatchObject({ request: 2, type: 'save' });
    client.restart();
    expect(heard.at(-1)).toMatchObject({ request: 2, type: 'failed', code: 'stopped' });
    expect(events).toEqual([]);
  });

  it('keeps requests on other channels alive', () => {
    const { client, events, worker } = setUp();
    const device = client.begin('device', { type: 'open' });
    client.begin('model-file', { type: 'save' });
    worker(0).say({ request: device, type: 'opened', backend: 'none', adapter: '' });
    expect(events).toHaveLength(1);
  });

  it('tells the request under way and is silent without one', () => {
    const { client, worker } = setUp();
    client.tell('training', { type: 'pause' });
    const request = client.begin('training', { type: 'save' });
    client.tell('training', { type: 'pause' });
    expect(worker(0).received).toEqual([
      { request, type: 'save' },
      { request, type: 'pause' },
    ]);
  });

  it('says with each event what it answers', () => {
    const { client, channels, worker } = setUp();
    const check = client.begin('check', { type: 'save' });
    const outline = client.begin('outline', { type: 'save' });
    worker(0).say({ request: outline, type: 'outline', layers: [] });
    worker(0).say({ request: check, type: 'failed', code: 'bad-setting', sentence: 'No.' });
    expect(channels).toEqual(['outline', 'check']);
  });

  it('hands the answer to whoever asked, and to nobody else', async () => {
    const { client, events, worker } = setUp();
    const checkpoint = new ArrayBuffer(3);
    const asked = client.ask('save', { type: 'save' });
    worker(0).say({ request: 1, type: 'saved', checkpoint });
    expect(await asked).toEqual({ request: 1, type: 'saved', checkpoint });
    expect(events).toEqual([]);
  });

  it('refuses whom nothing will answer any more', async () => {
    const { client } = setUp();
    const first = client.ask('save', { type: 'save' });
    const second = client.ask('save', { type: 'save' });
    await expect(first).rejects.toMatchObject({ code: 'stopped' });
    client.restart();
    await expect(second).rejects.toMatchObject({ code: 'stopped' });
  });

  it('starts a fresh worker and forgets every request', () => {
    const { client, events, worker, workers } = setUp();
    const request = client.begin('device', { type: 'open' });
    client.restart();
    expect(workers).toHaveLength(2);
    expect(worker(0).terminated).toBe(true);
    worker(1).say({ request, type: 'notice', name: 'eager', cause: 'from before' });
    expect(events).toEqual([]);
    expect(client.begin('device', { type: 'open' })).toBeGreaterThan(request);
  });

  it('turns a script that cannot be loaded into a failure of the device, with a sentence', () => {
    const { events, channels, worker } = setUp();
    const error = Object.assign(new Event('error', { cancelable: true }), { message: '' });
    worker(0).onerror?.(error as ErrorEvent);
    expect(events).toMatchObject([{ type: 'failed', code: 'internal' }]);
    expect(channels).toEqual(['device']);
  });
});

describe('a worker that ends without a word', () => {
  function watched() {
    const waits: { readonly lock: string; readonly signal: AbortSignal; readonly then: () => void }[] = [];
    const events: (readonly [WorkerEvent, Channel])[] = [];
    const workers: FakeWorker[] = [];
    const client = createClient({
      makeWorker: () => {
        workers.push(new FakeWorker());
        return workers.at(-1) ?? new FakeWorker();
      },
      whenFree: (lock, signal, then) => void waits.push({ lock, signal, then }),
      onEvent: (event, channel) => void events.push([event, channel]),
    });
    workers[0]?.say({ request: 0, type: 'alive', lock: 'mine' });
    return { client, waits, events };
  }

  it('fails the training that it did, and whoever waits for an answer', async () => {
    const { client, waits, events } = watched();
    client.begin('training', { type: 'list-runs' });
    const saving = client.ask('save', { type: 'save' });
    expect(waits.map(({ lock }) => lock)).toEqual(['mine']);
    waits[0]?.then();
    expect(events).toMatchObject([[{ type: 'failed', code: 'worker-lost' }, 'training']]);
    await expect(saving).rejects.toMatchObject({ code: 'stopped' });
  });

  it('fails the device where nothing was trained', () => {
    const { waits, events } = watched();
    waits[0]?.then();
    expect(events).toMatchObject([[{ type: 'failed', code: 'worker-lost' }, 'device']]);
  });

  it('is not missed once another has taken its place', () => {
    const { client, waits } = watched();
    client.restart();
    expect(waits[0]?.signal.aborted).toBe(true);
  });
});
