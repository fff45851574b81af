import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../../harness/brokers/embedded/embedded.ts';
import type { PacketEntry } from '../../../../harness/protocol/packet.ts';
import { type MatrixFile, matrixSchema } from '../../../../harness/report/schema.ts';
import { openTap, type Tap } from '../../../../harness/wire/tap/tap.ts';
import { type Clean, start } from '../../support/program.ts';

/** The embedded broker behind a tap of the test, which sees everything that would go to the cloud. */
async function onTheWire({ onTestFinished }: Clean): Promise<Tap> {
  const broker = await openEmbedded();
  onTestFinished(() => broker.stop());
  const { mqtt } = broker.endpoints;
  if (mqtt === undefined) throw new Error('the embedded broker speaks MQTT over TCP');
  const tap = await openTap(mqtt, { limits: { entries: 1_000_000 } });
  onTestFinished(() => tap.close());
  return tap;
}

const sentTo = ({ entries }: Tap): PacketEntry[] =>
  entries.filter((entry): entry is PacketEntry => entry.kind === 'packet' && entry.direction === 'to-broker');

/** How many of these moments are in one second at most. */
const mostInASecond = (moments: readonly number[]): number =>
  Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + 1_000).length));

async function verify(words: readonly string[], { onTestFinished }: Clean) {
  const out = await mkdtemp(join(tmpdir(), 'verify-cloud-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const ended = await start(['harness/cli/verify.ts', ...words, '--out', out]).ended;
  const matrix: MatrixFile = v.parse(
    matrixSchema,
    JSON.parse(await readFile(join(out, 'matrix.json'), 'utf8')),
  );
  return { ...ended, matrix };
}

describe('a broker reached as aws-iot-core', () => {
  it('never gets a packet beyond what AWS documents, nor more in a second', async (context) => {
    const tap = await onTheWire(context);
    const only =
      'retain.kept,qos.published,qos.same,payload.retained,filters.hash,alias.highest,06,limits,identifier.kept';
    const { exitCode, stdout, stderr, left, matrix } = await verify(
      ['--broker', `aws-iot-core=${tap.url}`, '--only', only, '--no-time', '--rate', '5000'],
      context,
    );
    expect({ exitCode, left }, `${stdout}${stderr}`).toEqual({ exitCode: 0, left: [] });
    const sent = sentTo(tap);
    expect(sent.length).toBeGreaterThan(150);
    for (const { type, size, fields } of sent) {
      const {
        qos,
        will,
        payloadLength = 0,
        topic = '',
        subscriptions = [],
        keepAlive = 60,
        properties,
      } = fields;
      const told = `${type} ${JSON.stringify(fields)}`;
      expect([qos, will?.qos], told).not.toContain(2);
      expect(
        subscriptions.map((one) => one.qos),
        told,
      ).not.toContain(2);
      expect(subscriptions.length, told).toBeLessThanOrEqual(8);
      expect(Math.max(payloadLength, will?.payloadLength ?? 0), told).toBeLessThanOrEqual(131_072);
      expect(size, told).toBeLessThanOrEqual(149_504);
      for (const one of [topic, ...subscriptions.map(({ filter }) => filter)]) {
        expect(Buffer.byteLength(one), told).toBeLessThanOrEqual(256);
        expect(one.split('/').length - 1, told).toBeLessThanOrEqual(7);
      }
      expect(keepAlive >= 30 && keepAlive <= 1_200, told).toBe(true);
      expect(Number(properties?.topicAlias ?? 0), told).toBeLessThanOrEqual(8);
      expect(type === 'SUBSCRIBE' && properties?.subscriptionIdentifier, told).toBeFalsy();
      expect(type, told).not.toBe('AUTH');
    }
    const publishes = sent.filter(({ type }) => type === 'PUBLISH');
    for (const own of Map.groupBy(publishes, ({ connection }) => connection).values())
      expect(mostInASecond(own.map(({ at }) => at))).toBeLessThanOrEqual(100);
    const connects = sent.filter(({ type }) => type === 'CONNECT');
    for (const own of Map.groupBy(connects, ({ fields }) => fields.clientId).values())
      expect(mostInASecond(own.map(({ at }) => at))).toBe(1);

    const reasonOf = (claim: string) => matrix.results.find((one) => one.claim === claim)?.reason?.en ?? '';
    expect(reasonOf('identifier.kept')).toBe(
      'beyond a documented limit, Subscription Identifiers: no: https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt5 (read 2026-11)',
    );
    const count = (result: string) => matrix.results.filter((one) => one.result === result).length;
    expect(count('holds')).toBeGreaterThan(5);
    expect(count('unsupported')).toBeGreaterThan(15);
    expect(stdout).toContain('! aws-iot-core: CONNACK announces what is documented as missing');
    expect(matrix.brokers[0]?.announced?.map(({ en }) => en).join()).toContain('QoS 2 is not supported');
  });

  it('--beyond-limits sends it all, and tells what holds', async (context) => {
    const tap = await onTheWire(context);
    const { exitCode, stdout, matrix } = await verify(
      [
        '--broker',
        `aws-iot-core=${tap.url}`,
        '--only',
        'qos.published,filters.hash',
        '--beyond-limits',
        '--rate',
        '5000',
      ],
      context,
    );
    expect(exitCode, stdout).toBe(0);
    expect(sentTo(tap).some(({ fields: { qos } }) => qos === 2)).toBe(true);
    expect(matrix.results.map(({ result }) => result)).not.toContain('unsupported');
    const notesOf = (claim: string) =>
      matrix.results.flatMap((one) => (one.claim === claim ? (one.notes ?? []) : [])).map(({ en }) => en);
    expect(notesOf('qos.published-at-2').join()).toMatch(
      /^documented as missing, and it held: the profile may be out of date \(QoS 2 is not supported: https/,
    );
    expect(notesOf('filters.hash').join()).toContain('`sensor/#` matches `sensor`: no');
    expect(notesOf('qos.published-at-1')).toEqual([]);
    expect(stdout).toContain('documented as missing, and it held');
  });

  it('a lab stays inside, too', async (context) => {
    const tap = await onTheWire(context);
    const words = ['harness/cli/lab.ts', '06', '--quiet', '--broker', `aws-iot-core=${tap.url}`];
    const { exitCode, stderr } = await start(words).ended;
    expect(exitCode, stderr).toBe(2);
    expect(stderr).toContain('beyond a documented limit, SUBSCRIBE at QoS 2: not answered');
    expect(sentTo(tap).length).toBeGreaterThan(0);
    for (const { fields } of sentTo(tap)) {
      expect(fields.qos).not.toBe(2);
      expect(fields.subscriptions?.map(({ qos }) => qos) ?? []).not.toContain(2);
    }
  });

  it('--dry-run connects to nothing, and says what a run would leave out and cost', async () => {
    const words = ['--broker', 'aws-iot-core=mqtts://broker.invalid', '--dry-run'];
    const { exitCode, stdout, stderr } = await start(['harness/cli/verify.ts', ...words]).ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^aws-iot-core: nothing was connected to$/m);
    expect(stdout).toMatch(/^ +\d+ {2}beyond a documented limit, SUBSCRIBE at QoS 2: not answered: https/m);
    expect(stdout).toMatch(
      /^about [\d,]+ connections, [\d,]+ messages \(PUBLISH\) to it, [\d,]+ from it, [\d,]+ kB/m,
    );
  });
});
