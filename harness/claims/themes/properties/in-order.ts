import type { Text } from '../../../base/text.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { field, propertyList, rawPacket } from '../../steps/bytes.ts';
import { readProperties } from './steps.ts';

type UserProperty = readonly [name: string, value: string];

/** Made as bytes, because a library that keeps user properties by name cannot send these. */
const publish = (bench: Bench, userProperties: readonly UserProperty[]): Buffer =>
  rawPacket(
    0x30,
    field(bench.topic('a')),
    propertyList(
      ...userProperties.map(([name, value]) => Buffer.concat([Buffer.of(0x26), field(name), field(value)])),
    ),
    Buffer.from('x'),
  );

interface Sequence {
  readonly id: string;
  readonly says: Text;
  readonly userProperties: readonly UserProperty[];
}

const sequences: readonly Sequence[] = [
  {
    id: 'user-order',
    says: {
      en: 'User properties arrive in the order they were sent',
      ja: 'ユーザープロパティーは送った順に届く',
    },
    userProperties: [
      ['z', 'first'],
      ['a', 'second'],
      ['m', 'third'],
    ],
  },
  {
    id: 'user-repeated',
    says: {
      en: 'Two user properties of the same name arrive as two, each in its place',
      ja: '同じ名前のユーザープロパティーを 2 つ送ると、それぞれの位置のまま 2 つ届く',
    },
    userProperties: [
      ['via', 'gateway 1'],
      ['unit', '°C'],
      ['via', 'gateway 2'],
      ['via', 'gateway 2'],
    ],
  },
  {
    id: 'user-empty',
    says: {
      en: 'A user property may be empty, and so may its name',
      ja: 'ユーザープロパティーは、値も名前も空でよい',
    },
    userProperties: [
      ['empty', ''],
      ['', 'nameless'],
      ['', ''],
    ],
  },
  {
    id: 'user-number-names',
    says: {
      en: 'Names that are numbers are names like any other: their order does not change',
      ja: '数字だけの名前もふつうの名前で、順番は入れ替わらない',
    },
    userProperties: [
      ['10', 'ten'],
      ['9', 'nine'],
    ],
  },
];

/** User properties are a sequence of pairs and keep their order. */
export const propertiesInOrder: readonly SpecClaim[] = sequences.map(({ id, says, userProperties }) => ({
  id: `properties.${id}`,
  says,
  statements: { 5: ['MQTT-3.3.2-17', 'MQTT-3.3.2-18'] },
  async check(bench) {
    const subscriber = await bench.connect('subscriber');
    const publisher = await bench.connect('publisher');
    await subscriber.subscribe(bench.topic('a'));
    await publisher.client.send(publish(bench, userProperties));
    const { userProperties: seen } = readProperties(await subscriber.client.receive('PUBLISH'));
    return { expected: userProperties, seen };
  },
}));
