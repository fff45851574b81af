import { execFile } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Broker } from '../../../../harness/brokers/broker.ts';
import { openMosquittoProgram } from '../../../../harness/brokers/mosquitto/program.ts';
import { findProgram } from '../../../../harness/process/find-program.ts';
import type { PacketEntry } from '../../../../harness/protocol/packet.ts';
import { openTap, type Tap } from '../../../../harness/wire/tap/tap.ts';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Program = 'mosquitto_pub' | 'mosquitto_sub';

let broker: Broker | undefined;
let tap: Tap;
let missing: string | undefined;
/** Makes names unlike those of the run before. */
let turn = 0;

beforeAll(async () => {
  const programs = await Promise.all(
    ['mosquitto', 'mosquitto_pub', 'mosquitto_sub'].map((name) => findProgram(name)),
  );
  const [mosquitto] = programs;
  if (mosquitto === undefined || programs.includes(undefined)) {
    missing = 'mosquitto, mosquitto_pub and mosquitto_sub are not all installed';
    return;
  }
  broker = await openMosquittoProgram(mosquitto, new AbortController().signal);
  tap = await openTap(broker.endpoints.mqtt ?? '');
});
afterAll(async () => {
  await tap?.close();
  await broker?.stop();
});
beforeEach((context) => {
  if (missing !== undefined) context.skip(missing);
});

/** Runs each command line, given as words, one after the other; `-d` makes them name each packet. */
async function run(
  url: string,
  commands: readonly (readonly [Program, string, ...string[]])[],
): Promise<Outcome[]> {
  const { hostname, port } = new URL(url);
  const name = `turn-${++turn}`;
  const outcomes: Outcome[] = [];
  for (const [program, words, ...more] of commands) {
    const options = `-h ${hostname} -p ${port} -W 5 ${words.replaceAll('NAME', name)}`.split(' ');
    const args =
      program === 'mosquitto_sub' ? options : options.filter((word) => word !== '-W' && word !== '5');
    outcomes.push(
      await new Promise<Outcome>((resolve) => {
        const child = execFile(
          program,
          [...args, ...more],
          { timeout: 300_000 },
          (_error, stdout, stderr) => {
            const neutral = (text: string): string => text.replaceAll(name, 'NAME');
            resolve({ code: child.exitCode, stdout: neutral(stdout), stderr: neutral(stderr) });
          },
        );
      }),
    );
  }
  return outcomes;
}

const rows: readonly [string, readonly (readonly [Program, string, ...string[]])[]][] = [
  [
    'a retained message',
    [
      ['mosquitto_pub', '-d -i p -t NAME/a -r -m open'],
      ['mosquitto_sub', '-d -i s -t NAME/# -C 1 -v'],
      ['mosquitto_pub', '-d -i p -t NAME/a -r -n'],
    ],
  ],
  ...([1, 2] as const).map((qos): (typeof rows)[number] => [
    `a session that waits, QoS ${qos}`,
    [
      ['mosquitto_sub', `-i s-NAME -c -x 60 -q ${qos} -t NAME/# -E`],
      ['mosquitto_pub', `-d -i p -q ${qos} -t NAME/a -m open`],
      ['mosquitto_pub', `-d -i p -q ${qos} -t NAME/b`, '-m', 'a sentence, with ünïcödé'],
      ['mosquitto_sub', `-i s-NAME -c -x 60 -q ${qos} -t NAME/# -C 2 -v`],
    ],
  ]),
  [
    'a large message',
    [
      ['mosquitto_pub', '-d -i p -t NAME/large -q 1 -r', '-m', 'x'.repeat(120_000)],
      ['mosquitto_sub', '-i s -t NAME/large -C 1'],
    ],
  ],
];

describe.each(['mqttv311', 'mqttv5'])(
  'mosquitto_pub and mosquitto_sub behave the same through a tap, %s',
  (version) => {
    test.each(rows)('%s', async (_, commands) => {
      const withVersion = commands
        .map(([program, words, ...more]) => [program, `-V ${version} ${words}`, ...more] as const)
        .map(([program, words, ...more]) => {
          // Session expiry is a property of MQTT 5; before, a session that is kept does not expire.
          return [program, version === 'mqttv5' ? words : words.replace(' -x 60', ''), ...more] as const;
        });
      const direct = await run(broker?.endpoints.mqtt ?? '', withVersion);
      expect(direct.map(({ code }) => code)).toEqual(commands.map(() => 0));
      const before = tap.entries.length;
      expect(await run(tap.url, withVersion)).toEqual(direct);
      const packets = tap.entries
        .slice(before)
        .filter((entry): entry is PacketEntry => entry.kind === 'packet');
      expect(packets.filter(({ type }) => type === 'CONNACK')).toHaveLength(commands.length);
      expect(packets.filter(({ malformed }) => malformed !== undefined)).toEqual([]);
    });
  },
);
