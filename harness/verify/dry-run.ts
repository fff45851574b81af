import type { Language, Text } from '../base/text.ts';
import { isUrlChoice } from '../brokers/choice/choose.ts';
import { openEmbedded } from '../brokers/embedded/embedded.ts';
import type { ExitCode } from '../process/program.ts';
import { protocolName } from '../protocol/statements.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { atHome } from './at-once.ts';
import { cloudDryRun, cloudOf } from './costs/cloud-dry-run.ts';
import type { Job } from './job.ts';
import type { VerifyCommand } from './options.ts';
import { atHomeOnly, planFor } from './plan.ts';
import { type DoneJob, JobRun } from './run-jobs.ts';
import type { Selection } from './select.ts';
import { PACKETS_PER_SECOND_ABROAD } from './verify.ts';

/**
 * Lists what would be run, with the approximate number of packets, counted on the embedded broker. Another broker may answer
 * differently, and cleaning up takes some more packets. Of a cloud, says what a run would leave out and cost.
 */
export async function dryRun(selection: Selection, command: VerifyCommand): Promise<ExitCode> {
  // With its limits ignored, a cloud is a broker like any other.
  const [clouds, brokers] = command.beyondLimits
    ? [[], command.brokers]
    : [command.brokers.filter(cloudOf), command.brokers.filter((asked) => cloudOf(asked) === undefined)];
  const ofClouds = await cloudDryRun(clouds, selection, command);
  if (ofClouds.length > 0) process.stdout.write(`${ofClouds.join('\n')}\n`);
  return brokers.length === 0 ? 0 : countPackets(selection, { ...command, brokers });
}

async function countPackets(selection: Selection, command: VerifyCommand): Promise<ExitCode> {
  const { language, brokers, rate } = command;
  process.stderr.write(`${counting[language]}\n`);
  const done = await count(selection, command);
  const isForeign = brokers.some(({ choice }) => isUrlChoice(choice));
  const athome = [...selection.claims, ...selection.observations].flatMap((one) => {
    const why = atHomeOnly(one);
    return why === undefined ? [] : [{ id: one.id, why }];
  });
  const sum = done
    .filter(({ job }) => !isForeign || !athome.some(({ id }) => id === job.name))
    .reduce((all, { packets }) => all + packets, 0);
  const lines = [
    ...table(done, command.protocolVersions),
    '',
    ...(isForeign ? athome.map(({ id, why }) => `${id}: ${why[language]}`) : notCounted(selection, language)),
    total(sum, rate ?? (isForeign ? PACKETS_PER_SECOND_ABROAD : undefined))[language],
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/** Claims that are not counted, because they send to brokers that are started for them. */
function notCounted({ claims }: Selection, language: Language): string[] {
  const ids = claims.filter(({ ownBroker }) => ownBroker).map(({ id }) => id);
  return ids.length === 0 ? [] : [`${onOwnBrokers[language]}: ${ids.join(', ')}`];
}

async function count(selection: Selection, command: VerifyCommand): Promise<DoneJob[]> {
  const done: DoneJob[] = [];
  await using broker = await openEmbedded();
  const run = new JobRun(broker, {
    ...atHome,
    packetsPerSecond: Number.POSITIVE_INFINITY,
    topicPrefix: command.topicPrefix,
    signal: new AbortController().signal,
    onDone: (job) => done.push(job),
  });
  // A claim with its own broker would start it, and sends nothing to the chosen broker.
  const claims = selection.claims.filter(({ ownBroker }) => !ownBroker);
  await run.run(planFor({ ...selection, claims }, broker, { ...command, isForeign: false }).jobs);
  return done;
}

function table(done: readonly DoneJob[], versions: readonly ProtocolVersion[]): string[] {
  const jobs = new Map<string, Job>(done.map(({ job }) => [job.name, job]));
  const names = [...jobs.keys()].sort();
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const row = (name: string, values: readonly string[]) =>
    name.padEnd(width) + values.map((value) => value.padStart(12)).join('');
  const packets = (name: string, version: ProtocolVersion) =>
    done.find(({ job }) => job.name === name && job.protocolVersion === version)?.packets;
  return [
    row('', versions.map(protocolName)),
    ...names.flatMap((name) => [
      row(
        name,
        versions.map((version) => packets(name, version)?.toLocaleString('en') ?? '·'),
      ),
      ...(jobs.get(name)?.claims ?? []).filter(({ id }) => id !== name).map(({ id }) => `  ${id}`),
    ]),
  ];
}

const counting: Text = {
  en: 'counting packets on the embedded broker, no other is touched …',
  ja: '組み込みのブローカーでパケットを数えています(ほかのブローカーには触れません)…',
};

const onOwnBrokers: Text = {
  en: 'run too, on brokers started for them, and not counted',
  ja: '専用のブローカーを起動して確かめるもの(数には入っていない)',
};

function total(packets: number, rate: number | undefined): Text {
  const about = packets.toLocaleString('en');
  if (rate === undefined) return { en: `about ${about} packets`, ja: `およそ ${about} パケット` };
  const seconds = Math.ceil(packets / rate);
  return {
    en: `about ${about} packets to each broker; at ${rate} a second that takes at least ${seconds} s`,
    ja: `ブローカーごとにおよそ ${about} パケット。毎秒 ${rate} パケットなら少なくとも ${seconds} 秒かかります`,
  };
}
