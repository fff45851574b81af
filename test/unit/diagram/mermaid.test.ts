import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sequenceMermaid } from '../../../harness/diagram/mermaid.ts';
import { message, Story, underFire } from '../wire/trace/story.ts';
import { everything, hostileOptions, hostileTrace } from './stories.ts';

test('a trace as Mermaid', () => {
  const options = {
    language: 'en' as const,
    broker: 'Mosquitto 2.0.22',
    omit: ['SUBSCRIBE', 'SUBACK'] as const,
  };
  expect(sequenceMermaid(underFire(0), options)).toBe(`sequenceDiagram
  participant client1 as publisher
  participant broker as broker (Mosquitto 2.0.22)
  participant client3 as subscriber
  client3->>broker: CONNECT MQTT 3.1.1 clean session keep alive 60 s
  broker->>client3: CONNACK Accepted
  client1->>broker: CONNECT MQTT 3.1.1 clean session 0 keep alive 60 s
  broker->>client1: CONNACK Accepted
  client1-xbroker: PUBLISH qos 0 office/door "open" (lost)
  Note over client1,broker: connection cut
  client1->>broker: CONNECT MQTT 3.1.1 clean session 0 keep alive 60 s
  broker->>client1: CONNACK Accepted session present
  client1->>broker: DISCONNECT
`);
});

test('words of the language are no harm in a name or a text', () => {
  const story = new Story().opens('end').sends('end', 'PUBLISH', message('note;#1', '%%{x}: <b>\\n$$'));
  const text = sequenceMermaid(story.trace, { language: 'en' });
  expect(text).toContain('participant client1 as end\n');
  expect(text).toContain(
    'PUBLISH qos 0 note#59;#35;1 "#37;#37;#123;x#125;#58; #60;b#62;#92;#92;n#36;#36;"\n',
  );
});

test('the same trace gives the same text', () => {
  expect(sequenceMermaid(everything(), { language: 'ja' })).toBe(
    sequenceMermaid(everything(), { language: 'ja' }),
  );
});

/**
 * Every line is of one of these forms. In a text, `#` only begins an entity and `;` only ends one; nothing else stands
 * in it that Mermaid's lexer or its own placeholders (`ﬂ°`, `¶ß`) give a meaning to.
 */
const entityOrPlain = /(?:#\d+;|[^#;:%<>&\\{}$=`\p{C}ﬂ¶ß])*/u.source;
const who = /(?:broker|client\d+)/.source;
const forms = new RegExp(
  `^ {2}(?:participant ${who} as|${who}(?:->>|-x)${who}:|Note over ${who}(?:,${who})?:) ${entityOrPlain}$`,
  'u',
);

test('whatever is sent is text in it', () => {
  fc.assert(
    fc.property(hostileTrace, hostileOptions, (trace, options) => {
      const [first, ...lines] = sequenceMermaid(trace, options).split('\n');
      expect(first).toBe('sequenceDiagram');
      expect(lines.pop()).toBe('');
      expect(lines.filter((line) => !forms.test(line))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
