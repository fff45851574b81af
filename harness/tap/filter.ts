import { CannotRunError } from '../base/errors.ts';
import { type ConnectionEvent, type PacketFields, packetTypes, type TraceEntry } from '../protocol/packet.ts';
import { topicMatches } from '../protocol/topic.ts';

/** What the tap did to a connection is always shown. */
const byFaults: readonly ConnectionEvent[] = ['cut', 'frozen', 'thawed'];

type Test = (entry: TraceEntry) => boolean;

/**
 * Whether an entry is shown: a packet that one of the words fits, and what faults do to connections. A word is a packet type,
 * such as `PUBLISH`, or a topic filter, which fits messages on such topics and subscriptions to it.
 * @throws CannotRunError `bad-option` for an empty word
 */
export function shownBy(words: readonly string[]): Test {
  if (words.length === 0) return () => true;
  const tests = words.map(testOf);
  return (entry) => {
    if (entry.kind === 'connection') return byFaults.includes(entry.what);
    return tests.some((test) => test(entry));
  };
}

function testOf(word: string): Test {
  if (word === '') {
    throw new CannotRunError(
      'bad-option',
      { en: '--filter is empty', ja: '--filter が空です' },
      {
        en: "use a topic filter such as 'office/#', or a packet type",
        ja: "'office/#' のようなトピックフィルターか、パケットの種別にしてください",
      },
    );
  }
  const type = packetTypes.find((name) => name === word);
  if (type !== undefined) return (entry) => entry.kind === 'packet' && entry.type === type;
  return (entry) =>
    entry.kind === 'packet' &&
    topicsOf(entry.fields).some((topic) => topic === word || topicMatches(word, topic));
}

const topicsOf = ({
  topic,
  aliasedTopic,
  subscriptions = [],
  filters = [],
}: PacketFields): readonly string[] => [
  ...[topic || aliasedTopic].filter((name) => name !== undefined),
  ...subscriptions.map(({ filter }) => filter),
  ...filters,
];
