import { isError } from '../../protocol/codes.ts';
import type { Bench, ConnectFields } from '../bench.ts';
import type { Delivery, Peer } from '../peer.ts';
import { type CodeWord, codeWord, observation } from '../spec-observation.ts';
import { gather } from '../steps/gather.ts';
import { kept } from '../steps/kept-session.ts';

const MESSAGES = 10;
const TOPIC = 'a';

/** Joins a group of subscribers. @returns the code of SUBACK if the broker refuses */
async function join(bench: Bench, peer: Peer): Promise<CodeWord | undefined> {
  const shared = { topic: `$share/group/${bench.topic(TOPIC)}`, qos: 1 as const };
  const { fields } = await peer.subscribe(shared);
  const [code = 0x80] = fields.granted ?? [];
  if (isError(code)) return codeWord(code);
  await peer.subscribe({ topic: bench.topic('end'), qos: 1 });
  return undefined;
}

/** Sends the messages one after the other, so that the order of the members is visible. */
async function sendAll(bench: Bench): Promise<Peer> {
  const publisher = await bench.connect('publisher');
  for (let number = 0; number < MESSAGES; number++) {
    await publisher.publish(bench.topic(TOPIC), String(number), { qos: 1 });
  }
  return publisher;
}

/** The numbers of the messages that a member received. A shared topic cannot have a fence, so the last message has another topic. */
async function cameTo(bench: Bench, member: Peer, publisher: Peer): Promise<number[]> {
  const deliveries: Delivery[] = await gather(bench, member, publisher, [bench.topic('end')], 1);
  return deliveries.map(({ payload }) => Number(payload));
}

async function members<const Name extends string>(
  bench: Bench,
  names: readonly Name[],
  fields?: ConnectFields,
) {
  const peers: Peer[] = [];
  for (const name of names) {
    const peer = await bench.connect(name, fields);
    const refused = await join(bench, peer);
    if (refused !== undefined) return { refused };
    peers.push(peer);
  }
  return { peers };
}

/** Whether every other number is missing. */
const inTurn = (numbers: readonly number[]): boolean =>
  numbers.length === MESSAGES / 2 && numbers.every((number, at) => number === (numbers[0] ?? 0) + 2 * at);

/** Shared subscriptions. Under MQTT 3.1.1 they are an extension: there, the filter is an ordinary one. */
export const shared = [
  observation({
    id: 'shared.distribution',
    says: {
      en: `How are ${MESSAGES} messages shared out between the two members of a group (\`$share\`)?`,
      ja: `共有サブスクリプション(\`$share\`)の 2 人に、${MESSAGES} 通がどう配られるか`,
    },
    words: {
      'in-turn': { en: 'in turn, half each', ja: '交互に半分ずつ' },
      'to-one': { en: 'all to one of them', ja: 'すべて 1 人に' },
      mixed: { en: 'in no order', ja: '順不同に' },
      'to-both': { en: 'all to both', ja: '両方にすべて' },
      'to-nobody': { en: 'to nobody: an ordinary filter', ja: '誰にも届かない(ただのフィルター扱い)' },
    },
    async look(bench) {
      const { peers, refused } = await members(bench, ['left', 'right']);
      if (refused !== undefined) return refused;
      const publisher = await sendAll(bench);
      const came: number[][] = [];
      for (const peer of peers) came.push(await cameTo(bench, peer, publisher));
      const [left = [], right = []] = came;
      const all = left.length + right.length;
      if (all === 0) return 'to-nobody';
      if (all > MESSAGES) return 'to-both';
      if (left.length === 0 || right.length === 0) return 'to-one';
      return inTurn(left) && inTurn(right) ? 'in-turn' : 'mixed';
    },
  }),
  observation({
    id: 'shared.member-away',
    says: {
      en: 'What happens to messages for a group (`$share`) when one of its two members is away?',
      ja: '共有サブスクリプション(`$share`)の 2 人のうち 1 人が留守のとき、メッセージはどうなるか',
    },
    words: {
      'to-who-is-there': { en: 'all go to the one that is there', ja: 'いるほうにすべて届く' },
      'part-waits': { en: 'some wait for the one that is away', ja: '一部は留守のメンバーを待つ' },
      'to-nobody': { en: 'to nobody: an ordinary filter', ja: '誰にも届かない(ただのフィルター扱い)' },
    },
    async look(bench) {
      const { peers, refused } = await members(bench, ['there', 'away'], kept(bench));
      if (refused !== undefined) return refused;
      const [there, away] = peers as [Peer, Peer];
      await away.disconnect();
      const publisher = await sendAll(bench);
      const { length } = await cameTo(bench, there, publisher);
      if (length === MESSAGES) return 'to-who-is-there';
      return length === 0 ? 'to-nobody' : 'part-waits';
    },
  }),
];
