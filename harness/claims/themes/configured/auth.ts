import type { Text } from '../../../base/text.ts';
import { oneOf } from '../../../lab/claim.ts';
import type { ConnectFields } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { answer } from '../../steps/ending.ts';
import { admin, alice, as, openTopic, secured } from './setups.ts';

/** After a refused CONNECT, the broker closes the connection, with or without a code before. */
const refused = { 4: ['MQTT-3.2.2-5'], 5: ['MQTT-3.1.4-2', 'MQTT-3.2.2-7'] };

/** Codes for a bad user name or password, and for a client that is not authorized. */
const codes = { 4: oneOf('none', 4, 5), 5: oneOf('none', 0x86, 0x87) };

interface Stranger {
  readonly id: string;
  readonly who: Text;
  readonly fields: ConnectFields;
}

const strangers: readonly Stranger[] = [
  {
    id: 'wrong-password',
    who: { en: 'A client with a wrong password', ja: 'パスワードを間違えたクライアント' },
    fields: as({ ...alice, password: 'Wonderland' }),
  },
  {
    id: 'others-password',
    who: { en: "A client with somebody else's password", ja: '他人のパスワードを使ったクライアント' },
    fields: as({ ...alice, password: admin.password }),
  },
  {
    id: 'empty-password',
    who: { en: 'A client with an empty password', ja: '空のパスワードを送ったクライアント' },
    fields: as({ ...alice, password: '' }),
  },
  {
    id: 'no-password',
    who: { en: 'A client with a name but no password', ja: '名前だけでパスワードを送らないクライアント' },
    fields: { username: alice.username },
  },
  {
    id: 'unknown-user',
    who: { en: 'An unknown user', ja: '登録されていないユーザー' },
    fields: as({ ...alice, username: 'mallory' }),
  },
  {
    id: 'anonymous',
    who: { en: 'A client without a name', ja: '名乗らないクライアント' },
    fields: { anonymous: true },
  },
];

const turnedAway: readonly SpecClaim[] = strangers.map(({ id, who, fields }) => ({
  id: `auth.${id}`,
  says: {
    en: `${who.en} is refused, and the connection is closed`,
    ja: `${who.ja}は断られ、接続も閉じられる`,
  },
  statements: refused,
  ownBroker: true,
  async check(bench) {
    const own = await bench.ownBroker(await secured());
    const client = await own.open();
    await client.send(own.connectPacket('stranger', fields));
    return {
      expected: { connack: codes[bench.protocolVersion], connection: 'closed by the broker' },
      seen: await answer(client),
    };
  },
}));

export const auth: readonly SpecClaim[] = [
  {
    id: 'auth.accepted',
    says: {
      en: 'A client with the right name and password is let in',
      ja: '正しい名前とパスワードなら、つながる',
    },
    statements: { 4: ['MQTT-3.1.4-4'], 5: ['MQTT-3.1.4-5'] },
    ownBroker: true,
    async check(bench) {
      const own = await bench.ownBroker(await secured());
      const peer = await own.connect('client', as(alice));
      return { expected: 0, seen: peer.code };
    },
  },
  ...turnedAway,
  {
    id: 'auth.nothing-of-the-refused',
    says: {
      en: 'Nothing a refused client sends along with its CONNECT is acted on',
      ja: '断られたクライアントが CONNECT と一緒に送ったものは、処理されない',
    },
    statements: { 4: ['MQTT-3.1.4-5'], 5: ['MQTT-3.1.4-6'] },
    ownBroker: true,
    async check(bench) {
      const own = await bench.ownBroker(await secured());
      const topic = openTopic(bench, 'a');
      const watcher = await own.connect('watcher', as(admin));
      await watcher.subscribe({ topic, qos: 1 });
      const stranger = await own.open();
      await stranger.send(own.connectPacket('stranger', as({ ...alice, password: 'guess' })));
      await stranger.send({ cmd: 'publish', topic, payload: 'forged', qos: 0, dup: false, retain: true });
      await stranger.closed();
      const meanwhile = await own.untilFence(watcher, watcher, topic, 1);
      const late = await own.connect('late', as(admin));
      await late.subscribe({ topic, qos: 1 });
      return {
        expected: { watcher: [], late: [] },
        seen: { watcher: meanwhile, late: await own.untilRetainedFence(late, watcher) },
      };
    },
  },
];
