import '../process/node-version.ts';

export { between, oneOf } from '../lab/index.ts';
export type { PacketEntry } from '../protocol/packet.ts';
export { defineTask } from './task.ts';
