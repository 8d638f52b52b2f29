// The worker's events by their type.
import type { WorkerEvent } from '../worker/protocol';

export type EventOf<Type extends WorkerEvent['type']> = Extract<WorkerEvent, { type: Type }>;
