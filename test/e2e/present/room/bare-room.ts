import { Room } from '../../../../harness/talk/present/room/room.ts';
import type { RoomTold } from '../../../../harness/talk/present/room/room-state.ts';
import { serve } from '../../../../harness/talk/present/server/server.ts';
import { cookieFrom } from '../asking.ts';
import type { Clean } from '../talk.ts';

export interface BareRoom {
  readonly room: Room;
  readonly phones: Room['address'];
  /** The presenter's address. */
  readonly url: string;
  readonly cookie: string;
  /** Everything that was sent to the stage. */
  readonly told: RoomTold[];
}

/** Opens a room with the server of a talk, but without the talk. */
export async function bareRoom({ onTestFinished }: Clean): Promise<BareRoom> {
  const told: RoomTold[] = [];
  const room = new Room({ tell: (news) => told.push(news) });
  const server = await serve({
    host: '127.0.0.1',
    port: 0,
    language: 'en',
    served: { everybody: {}, presenter: { '/deck.json': { type: 'application/json', body: () => '{}' } } },
    before: () => [['room', room.soFar]],
    perform: async (command) => void room.perform(command),
    failed: (error) => {
      throw error;
    },
    annex: room,
  });
  onTestFinished(async () => {
    await room[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  await room.listensAt('127.0.0.1', server.port);
  await room.ready;
  const url = `http://127.0.0.1:${server.port}/?token=${server.token}`;
  return { room, phones: room.address, url, cookie: await cookieFrom(url), told };
}
