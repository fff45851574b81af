import type { PacketType } from '../../protocol/packet.ts';
import type { ReceivedPacket } from '../../wire/client/inbox.ts';
import { ConnectionEndedError, type RawClient } from '../../wire/client/raw-client.ts';
import { type CodeWord, codeWord } from '../spec-observation.ts';

/** The broker closed the connection without a code. */
export const closed = {
  closed: { en: 'closes the connection without a word', ja: '何も言わずに接続を閉じる' },
} as const;

/** The next packet of that type; undefined if the connection ends instead. */
export async function orEnd(client: RawClient, type?: PacketType): Promise<ReceivedPacket | undefined> {
  try {
    return await client.receive(type);
  } catch (error) {
    if (error instanceof ConnectionEndedError) return undefined;
    throw error;
  }
}

/** The code of the broker's DISCONNECT, or that it sent none. */
export async function goodbye(client: RawClient): Promise<CodeWord | 'closed'> {
  const disconnect = await orEnd(client, 'DISCONNECT');
  return disconnect === undefined ? 'closed' : codeWord(disconnect.fields.reasonCode ?? 0);
}
