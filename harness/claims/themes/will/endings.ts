import type { Text } from '../../../base/text.ts';
import { codes } from '../../../protocol/codes.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { ending } from '../../steps/ending.ts';
import { nextOrNothing, watcherOf, willOn, willPublished } from './steps.ts';

interface Ending {
  readonly id: string;
  readonly says: Text;
  readonly statements: SpecClaim['statements'];
  readonly end: (mortal: Peer, bench: Bench) => Promise<unknown>;
}

/** Endings of a connection after which the will is published. */
const endings: readonly Ending[] = [
  {
    id: 'will.after-end',
    says: {
      en: 'When the client closes the connection in good order but without DISCONNECT, the will is published',
      ja: 'クライアントが DISCONNECT を送らずに接続を閉じると、遺言が送られる',
    },
    statements: willPublished,
    end: async ({ client }) => client.end(),
  },
  {
    id: 'will.after-protocol-error',
    says: {
      en: 'The will of a client disconnected for a protocol error is published',
      ja: 'プロトコル違反で切断されたクライアントの遺言は送られる',
    },
    statements: willPublished,
    end: async ({ client }, bench) => {
      await client.send(bench.connectPacket('mortal'));
      await ending(client);
    },
  },
  {
    id: 'will.after-malformed-packet',
    says: {
      en: 'The will of a client disconnected for a malformed packet is published',
      ja: '不正な形式のパケットで切断されたクライアントの遺言は送られる',
    },
    statements: willPublished,
    // SUBSCRIBE without the flags of its fixed header.
    end: async ({ client }) => {
      await client.send('80 00');
      await ending(client);
    },
  },
  {
    id: 'will.after-disconnect-with-will',
    says: {
      en: 'After a DISCONNECT with reason code 0x04, the will is published',
      ja: '理由コード 0x04 の DISCONNECT では、遺言が送られる',
    },
    statements: { 5: ['MQTT-3.1.2-8', 'MQTT-3.14.4-3'] },
    end: async ({ client }) => {
      await client.send({ cmd: 'disconnect', reasonCode: codes.disconnectWithWill });
      client.end();
    },
  },
];

/** One claim for each ending: the will is published. */
export const willAfterEnding: readonly SpecClaim[] = endings.map(({ end, ...claim }) => ({
  ...claim,
  async check(bench) {
    const watcher = await watcherOf(bench);
    await end(await bench.connect('mortal', willOn(bench)), bench);
    return { expected: { payload: 'gone', qos: 1 }, seen: await nextOrNothing(watcher) };
  },
}));
