import { same } from '../../../harness/base/text.ts';
import { knownDeviations } from '../../../harness/brokers/deviations/all.ts';
import type { Cell, MatrixBroker } from '../../../harness/report/matrix.ts';
import type { Report } from '../../../harness/report/report.ts';
import { toRecording } from '../../../harness/wire/trace/recording.ts';
import { underFire } from '../wire/trace/story.ts';

const [known] = knownDeviations;
if (known === undefined) throw new Error('there is a known deviation to show');

/** What is noted about a deviation, in every form. */
export const notes = {
  known: { en: 'last looked at on 1.2.3', ja: '最後に確かめたのは 1.2.3' },
  disappeared: same('known.ts, a.b: mended in 1.2.4'),
  back: { en: '1.2.5 had mended it', ja: '1.2.5 で直っていました' },
};

/** What a report must not contain unescaped: markup, table cells, links, lines, and what turns text around. */
export const hostile = '<script>alert(1)</script> | `x` [a](b) & "q" \u202e\u0007 ]]> *b*\n# h';

export const brokers: readonly MatrixBroker[] = [
  {
    label: 'mosquitto 2.0.21',
    name: 'mosquitto',
    version: '2.0.21',
    origin: { en: 'container of the image x:2.0.21', ja: 'イメージ x:2.0.21 のコンテナ' },
    protocolVersions: [4, 5],
  },
  {
    label: 'mosquitto@sid 2.1.2',
    name: 'mosquitto',
    version: '2.1.2',
    origin: { en: 'container of the image x:sid', ja: 'イメージ x:sid のコンテナ' },
    protocolVersions: [4, 5],
    lost: { en: 'the broker no longer answers', ja: 'ブローカーが応答しなくなりました' },
  },
  { label: 'emqx', name: 'emqx', notStarted: { en: 'Docker is not running', ja: 'Docker が動いていません' } },
  {
    label: hostile,
    name: hostile,
    identity: { name: 'mosquitto', version: '2.0.11', ownWord: true },
    origin: same(hostile),
    protocolVersions: [5],
  },
];

const claim = (id: string) => ({
  id,
  says: { en: `What ${id} says`, ja: `${id} の主張` },
  statements: { 4: ['MQTT-3.3.1-6'], 5: ['MQTT-3.3.1-5'] },
});

const [one = '', other = '', , stranger = ''] = brokers.map(({ label }) => label);
const cell = (id: string, result: Cell['result'], more: Partial<Cell> = {}): Cell => ({
  broker: one,
  protocolVersion: 5,
  claim: id,
  result,
  milliseconds: 2.34,
  ...more,
});

/** What happened to a client in the run of a broken claim. */
export const situation = { id: 'lost.puback', title: { en: 'PUBACK is lost', ja: 'PUBACK が消える' } };

/** A report in which there is everything that can be in one. */
export const story: Report = {
  startedAt: new Date('2026-11-24T18:00:00Z'),
  milliseconds: 3_210,
  seed: 7,
  brokers,
  claims: [
    'retain.cleared',
    'qos.granted',
    'redelivery.dup',
    'will.delay',
    'shared.split',
    'filters.hash',
  ].map(claim),
  cells: [
    cell('retain.cleared', 'holds'),
    cell('retain.cleared', 'broken', {
      broker: other,
      expected: [],
      seen: ['kept'],
      evidence: toRecording(underFire(1)),
      situation,
    }),
    cell('retain.cleared', 'broken', { broker: stranger, expected: hostile, seen: { [hostile]: hostile } }),
    cell('qos.granted', 'not-run', { broker: other, reason: { en: 'it was lost', ja: '応答なし' } }),
    cell('redelivery.dup', 'broken', {
      seen: known.seen,
      expected: { dup: true },
      deviation: { ...known, is: 'known', note: notes.known },
      notes: [{ en: 'seen in two situations', ja: '2 つの状況で見られた' }],
    }),
    cell('redelivery.dup', 'holds', {
      broker: other,
      deviation: { ...known, is: 'disappeared', note: notes.disappeared },
    }),
    cell('redelivery.dup', 'broken', {
      broker: stranger,
      expected: { dup: true },
      seen: known.seen,
      deviation: { ...known, is: 'returned', note: notes.back },
    }),
    cell('will.delay', 'not-run', { reason: { en: 'about time', ja: '時間の主張' }, leftOut: true }),
    cell('shared.split', 'unsupported', { reason: { en: 'SUBACK says 0x9e', ja: 'SUBACK に 0x9e' } }),
    cell('filters.hash', 'holds', { protocolVersion: 4, notes: [{ en: 'two starts', ja: '2 度目の起動' }] }),
  ],
  observations: [
    {
      id: 'session.queues-qos-0',
      says: { en: 'QoS 0 is queued for `a_b/+`', ja: '`a_b/+` の QoS 0 もためる' },
      settings: { mosquitto: { setting: 'queue_qos0_messages', link: 'https://mosquitto.org/man/#q' } },
      cells: [
        { broker: one ?? '', protocolVersion: 5, seen: false, text: { en: 'no', ja: 'いいえ' } },
        { broker: other ?? '', protocolVersion: 5, seen: true, text: { en: 'yes', ja: 'はい' } },
        { broker: stranger ?? '', protocolVersion: 5, seen: hostile, text: same(hostile) },
      ],
    },
  ],
};
