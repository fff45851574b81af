import type { Text } from '../../../base/text.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { cutOffFor } from '../../steps/ending.ts';
import { refusalOf, refused } from '../filters/claims.ts';
import { member, shared } from './steps.ts';

interface BadShare {
  readonly id: string;
  readonly why: Text;
  readonly statement: string;
  readonly filter: (bench: Bench) => string;
}

const badShares: readonly BadShare[] = [
  {
    id: 'nameless',
    why: { en: 'without a share name', ja: 'シェア名が空の' },
    statement: 'MQTT-4.8.2-1',
    filter: (bench) => `$share//${bench.topic('a')}`,
  },
  {
    id: 'without-filter',
    why: { en: 'without a topic filter', ja: 'トピックフィルターのない' },
    statement: 'MQTT-4.8.2-2',
    filter: () => '$share/office',
  },
  {
    id: 'empty-filter',
    why: { en: 'with an empty topic filter', ja: 'トピックフィルターが空の' },
    statement: 'MQTT-4.8.2-2',
    filter: () => '$share/office/',
  },
  {
    id: 'plus',
    why: { en: 'with + in its share name', ja: 'シェア名に + を含む' },
    statement: 'MQTT-4.8.2-2',
    filter: (bench) => shared(bench, 'off+ce'),
  },
  {
    id: 'hash',
    why: { en: 'with # in its share name', ja: 'シェア名に # を含む' },
    statement: 'MQTT-4.8.2-2',
    filter: (bench) => shared(bench, 'off#ce'),
  },
];

/** Requires that the broker grants a valid shared subscription: if it refuses all of them, refusing an invalid one proves nothing. */
const needSharing = (bench: Bench) => member(bench, 'member', shared(bench, 'office'));

export const sharedRefused: readonly SpecClaim[] = [
  ...badShares.map(
    ({ id, why, statement, filter }): SpecClaim => ({
      id: `shared.refused-${id}`,
      says: {
        en: `A shared subscription ${why.en} is not granted`,
        ja: `${why.ja}共有サブスクリプションは受け入れられない`,
      },
      statements: { 5: [statement] },
      async check(bench) {
        await needSharing(bench);
        return { expected: refused, seen: await refusalOf(bench, filter(bench)) };
      },
    }),
  ),
  {
    id: 'shared.no-local',
    says: {
      en: 'No Local on a shared subscription ends the connection',
      ja: '共有サブスクリプションに No Local を付けると、接続を閉じられる',
    },
    statements: { 5: ['MQTT-3.8.3-4'] },
    async check(bench) {
      await needSharing(bench);
      const { client } = await bench.connect('client');
      const subscriptions = [{ topic: shared(bench, 'office'), qos: 0, nl: true } as const];
      return cutOffFor(client, { cmd: 'subscribe', messageId: 1, subscriptions });
    },
  },
];
