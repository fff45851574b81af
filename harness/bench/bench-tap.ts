import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import '../process/node-version.ts';
import { availableParallelism, cpus } from 'node:os';
import { CannotRunError } from '../base/errors.ts';
import type { Text } from '../base/text.ts';
import { type Broker, openBroker, parseBroker } from '../brokers/index.ts';
import { oneBroker } from '../lab/terminal/options.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { openEmbeddedApart } from './embedded-in-thread.ts';
import { roundTrip, type Target, throughput } from './measure.ts';
import { describe, type Row } from './report.ts';

const benchTap = command({
  name: 'npm run bench:tap',
  en: "Compares a client's connection without and with a tap: round trip and throughput.",
  ja: 'タップを通さない接続と通した接続とで、往復時間とスループットを比べます。',
  options: { broker: oneBroker('embedded') },
});
export default benchTap;

/** How the comparison is made fair. */
const setting: Text = {
  en: `Client, tap and bare proxy share this process, as client and tap do in a lab; the broker is elsewhere (embedded: in its
own thread). They take turns in one run; medians, after a warm-up. The bare proxy copies bytes and reads none.
`,
  ja: `クライアント、タップ、素のプロキシーは、ラボと同じく 1 つのプロセスの中で動き、ブローカーはその外にあります(embedded は
別のスレッド)。1 回の実行の中で交互に測り、ウォームアップ後の中央値を示します。素のプロキシーは、中身を読まずにバイト列を
写すだけのものです。
`,
};

async function* measurements(target: Target): AsyncGenerator<Row> {
  yield {
    what: { en: 'round trip of a QoS 1 publish', ja: 'QoS 1 のパブリッシュの往復' },
    figures: await roundTrip(target, 40, 50),
    aim: 1.3,
  };
  // Fewer messages than fit into a trace, because a tap with a full trace is faster.
  yield {
    what: { en: 'QoS 0, payload of 100 B', ja: 'QoS 0、ペイロード 100 B' },
    figures: await throughput(target, 100, 9_000, 9),
    aim: 0.6,
  };
  yield {
    what: { en: 'QoS 0, payload of 100 kB', ja: 'QoS 0、ペイロード 100 kB' },
    figures: await throughput(target, 100_000, 500, 9),
    aim: 0.6,
  };
}

function mqttEndpoint({ name, endpoints }: Pick<Broker, 'name' | 'endpoints'>): string {
  if (endpoints.mqtt !== undefined) return endpoints.mqtt;
  throw new CannotRunError(
    'no-such-endpoint',
    { en: `${name} has no mqtt:// endpoint`, ja: `${name} には mqtt:// のエンドポイントがありません` },
    {
      en: 'this compares plain TCP: choose a broker that offers it',
      ja: 'ここでは TCP 上の MQTT を比べます。それを提供するブローカーを選んでください',
    },
  );
}

await runCommand(import.meta.url, benchTap, async ({ values, language, tell }) => {
  const say = (text: Text) => process.stdout.write(`${text[language]}\n`);
  const choice = parseBroker(values.broker);
  await using broker =
    choice.name === 'embedded' ? await openEmbeddedApart() : await openBroker(choice, { report: tell });
  const url = mqttEndpoint(broker);
  const machine = `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`;
  process.stdout.write(`${nameAndVersion(broker)}, ${machine}\n`);
  say(setting);
  for await (const row of measurements({ url, options: { ...broker.credentials, protocolVersion: 4 } }))
    say(describe(row));
  return 0;
});
