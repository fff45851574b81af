import type { Text } from '../../../base/text.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { gather } from '../../steps/gather.ts';

/** Makes a topic or filter of this run. */
type Own = (name: string) => string;

interface Matching {
  readonly id: string;
  readonly says: Text;
  readonly statements: SpecClaim['statements'];
  readonly filter: (own: Own) => string;
  readonly matches: (own: Own) => readonly string[];
  readonly not: (own: Own) => readonly string[];
  readonly beyondOwnTopics?: true;
}

/** Topics and filters of this run, by their last levels. */
const names =
  (...last: readonly string[]) =>
  (own: Own): string[] =>
    last.map(own);
const name = (last: string) => (own: Own) => own(last);

/** The meaning of wildcards has no statement number. The numbered statements are about delivering what matches, and nothing else. */
const byWildcard: SpecClaim['statements'] = {
  4: ['MQTT-3.3.2-3', 'MQTT-4.5.0-1'],
  5: ['MQTT-3.3.2-3', 'MQTT-4.5.0-1'],
};
const verbatim: SpecClaim['statements'] = { 4: ['MQTT-4.7.3-4'], 5: ['MQTT-4.7.3-4'] };

const matchings: readonly Matching[] = [
  {
    id: 'plus-last',
    says: {
      en: 'a/+ matches one level below a, even an empty one; not a itself, and nothing deeper',
      ja: 'a/+ は a の 1 つ下の階層に、空でも一致する。a 自身やもっと深い階層には一致しない',
    },
    statements: byWildcard,
    filter: name('a/+'),
    matches: names('a/b', 'a/'),
    not: names('a', 'a/b/c', 'ab'),
  },
  {
    id: 'plus-middle',
    says: {
      en: 'a/+/c matches exactly one level between a and c, even an empty one',
      ja: 'a/+/c は a と c のあいだのちょうど 1 階層に、空でも一致する',
    },
    statements: byWildcard,
    filter: name('a/+/c'),
    matches: names('a/b/c', 'a//c'),
    not: names('a/c', 'a/b/b/c', 'a/b/d'),
  },
  {
    id: 'plus-first',
    says: { en: '+ can be the first level', ja: '+ は最初の階層にも使える' },
    statements: byWildcard,
    filter: (own) => own('a').replace(/^[^/]+/, '+'),
    matches: names('a'),
    not: names('b'),
  },
  {
    id: 'hash',
    says: {
      en: 'a/# matches a itself and everything below it, but not what merely begins with the same letters',
      ja: 'a/# は a 自身とその下のすべてに一致し、文字が同じように始まるだけのものには一致しない',
    },
    statements: byWildcard,
    filter: name('a/#'),
    matches: names('a', 'a/', 'a/b', 'a/b/c'),
    not: names('ab', 'b/a'),
  },
  {
    id: 'plus-and-hash',
    says: {
      en: 'a/+/# matches topics with at least one level below a',
      ja: 'a/+/# は、a の下に 1 階層以上あるものに一致する',
    },
    statements: byWildcard,
    filter: name('a/+/#'),
    matches: names('a/b', 'a/b/c', 'a/b/c/d'),
    not: names('a'),
  },
  {
    id: 'leading-slash',
    says: {
      en: 'A topic with a leading / is a different topic from the one without',
      ja: '先頭に / の付いたトピックは、付いていないものとは別のトピック',
    },
    statements: verbatim,
    filter: (own) => `/${own('a')}`,
    matches: (own) => [`/${own('a')}`],
    not: names('a'),
    beyondOwnTopics: true,
  },
  {
    id: 'trailing-slash',
    says: {
      en: 'A topic with a trailing / is a different topic from the one without',
      ja: '末尾に / の付いたトピックは、付いていないものとは別のトピック',
    },
    statements: verbatim,
    filter: name('a/'),
    matches: names('a/'),
    not: names('a', 'a//'),
  },
  {
    id: 'empty-level',
    says: {
      en: 'An empty level is a level: a//b is not a/b',
      ja: '空の階層も階層であり、a//b は a/b ではない',
    },
    statements: verbatim,
    filter: name('a//b'),
    matches: names('a//b'),
    not: names('a/b', 'a///b'),
  },
  {
    id: 'case',
    says: { en: 'Upper and lower case differ', ja: '大文字と小文字は区別される' },
    statements: verbatim,
    filter: name('Door'),
    matches: names('Door'),
    not: names('door', 'DOOR'),
  },
  {
    id: 'space',
    says: { en: 'Spaces count, even at the end', ja: '空白も文字であり、末尾の空白も区別される' },
    statements: verbatim,
    filter: name('front door '),
    matches: names('front door '),
    not: names('front door', 'frontdoor '),
  },
  {
    id: 'utf-8',
    says: {
      en: 'Letters of any script, and emoji, work in filters as they are',
      ja: 'どんな文字も絵文字も、フィルターでそのまま使える',
    },
    statements: { 4: ['MQTT-3.8.3-1', 'MQTT-4.7.3-4'], 5: ['MQTT-3.8.3-1', 'MQTT-4.7.3-4'] },
    filter: name('事務所/+/🚪'),
    matches: names('事務所/窓/🚪'),
    not: names('事務所/窓/扉', '事務/窓/🚪'),
  },
  {
    id: 'not-normalized',
    says: {
      en: 'A letter, composed and decomposed, makes two topics: the broker normalizes nothing',
      ja: '合成済みと分解済みの同じ文字は別のトピック。ブローカーは正規化をしない',
    },
    statements: verbatim,
    filter: name('caf\u00e9'),
    matches: names('caf\u00e9'),
    not: names('cafe\u0301'),
  },
  {
    id: 'byte-order-mark',
    says: {
      en: 'U+FEFF is a character like any other and is not stripped',
      ja: 'U+FEFF もふつうの文字であり、取り除かれない',
    },
    statements: { 4: ['MQTT-1.5.3-3'], 5: ['MQTT-1.5.4-3'] },
    filter: name('a/\ufeffb'),
    matches: names('a/\ufeffb'),
    not: names('a/b'),
  },
  {
    id: 'dollar-inside',
    says: {
      en: 'Wildcards match levels that begin with $, unless the $ is the topic’s first character',
      ja: '$ がトピックの先頭でなければ、$ で始まる階層にもワイルドカードは一致する',
    },
    statements: { 4: ['MQTT-4.5.0-1', 'MQTT-4.7.2-1'], 5: ['MQTT-4.5.0-1', 'MQTT-4.7.2-1'] },
    filter: name('a/+/c'),
    matches: names('a/$b/c'),
    not: names('a/$b/$c'),
  },
  {
    id: 'dollar-not-by-plus',
    says: {
      en: 'A filter that begins with + does not match topics that begin with $',
      ja: '+ で始まるフィルターは、$ で始まるトピックに一致しない',
    },
    statements: { 4: ['MQTT-4.7.2-1'], 5: ['MQTT-4.7.2-1'] },
    filter: (own) => `+/${own('a')}`,
    matches: (own) => [`spec/${own('a')}`],
    not: (own) => [`$spec/${own('a')}`],
    beyondOwnTopics: true,
  },
  {
    id: 'dollar-by-name',
    says: {
      en: 'A filter that names a $-topic matches it',
      ja: '$ で始まるトピックも、名前を書いたフィルターには一致する',
    },
    statements: { 4: ['MQTT-4.5.0-1'], 5: ['MQTT-4.5.0-1'] },
    filter: (own) => `$spec/${own('a')}/+`,
    matches: (own) => [`$spec/${own('a')}/b`],
    not: (own) => [`spec/${own('a')}/b`],
    beyondOwnTopics: true,
  },
];

/**
 * Publishes to topics that match and to topics that do not. Then subscribes to each topic by name, so that a fence on it can prove
 * that nothing else is coming: the broker had processed all messages before that SUBSCRIBE was sent.
 */
export const filterMatching: readonly SpecClaim[] = matchings.map(
  ({ id, says, statements, filter, matches, not, beyondOwnTopics }) => ({
    id: `filters.${id}`,
    says,
    statements,
    ...(beyondOwnTopics && { beyondOwnTopics }),
    async check(bench) {
      const own = (last: string) => bench.topic(last);
      const short = (topic: string) => topic.replace(bench.topic(''), '');
      const topics = [...matches(own), ...not(own)];
      const subscriber = await bench.connect('subscriber');
      const publisher = await bench.connect('publisher');
      await subscriber.subscribe({ topic: filter(own), qos: 1 });
      for (const topic of topics) await publisher.publish(topic, short(topic), { qos: 1 });
      await bench.settled(publisher);
      for (const topic of topics) await subscriber.subscribe({ topic, qos: 1 });
      const deliveries = await gather(bench, subscriber, publisher, topics, 1);
      return {
        expected: matches(own).map(short).sort(),
        seen: deliveries.map(({ payload }) => payload).sort(),
      };
    },
  }),
);
