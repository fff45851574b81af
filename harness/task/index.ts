import '../process/node-version.ts';

export { between, oneOf } from '../lab/index.ts';
export type { PacketEntry, TraceEntry } from '../protocol/packet.ts';
export { errorInFull } from './error-in-full.ts';
export { defineTask, type Seen } from './task.ts';
