import type {
  ConnectionEvent,
  PacketEntry,
  PacketFields,
  PacketType,
  TraceEntry,
} from '../../../harness/protocol/packet.ts';
import type { ProtocolVersion } from '../../../harness/protocol/version.ts';
import type { Judgement } from '../../../harness/situations/claims/claim.ts';
import { clientClaims } from '../../../harness/situations/claims/index.ts';
import type { Played } from '../../../harness/situations/played.ts';

/** One entry of a story: what happened, in order; time passes by itself. */
export type Step = Partial<TraceEntry> & Pick<TraceEntry, 'kind'>;

const packet =
  (direction: PacketEntry['direction']) =>
  (type: PacketType, fields: PacketFields = {}, more: Partial<PacketEntry> = {}): Step => ({
    kind: 'packet',
    direction,
    type,
    fields,
    ...more,
  });

/** What the client sends, and what is sent to it. */
export const up = packet('to-broker');
export const down = packet('to-client');
export const event = (what: ConnectionEvent): Step => ({ kind: 'connection', what });
/** What comes after it is on another connection. */
export const next: Step = { kind: 'connection', what: 'opened' };

export const publish = (id: number, more: PacketFields = {}): PacketFields => ({
  messageId: id,
  qos: 1,
  dup: false,
  topic: 't',
  payload: Buffer.from(String(id)),
  payloadLength: 1,
  ...more,
});

/** A run that consists of these steps; connections that end by the broker's closing have answered the last question. */
export function playedOf(
  steps: readonly Step[],
  situation = 'story',
  protocolVersion: ProtocolVersion = 5,
): Played {
  let connection = 1;
  const entries = steps.map((step, at): TraceEntry => {
    if (step === next) connection++;
    const common = { at: at * 10, connection, client: 'client' };
    const entry =
      step.kind === 'packet'
        ? { size: 10, fate: 'passed', bytes: Buffer.alloc(0), ...common, ...step }
        : { ...common, ...step };
    return entry as TraceEntry;
  });
  const attended = entries
    .filter((entry) => entry.kind === 'connection' && entry.what === 'closed-by-broker')
    .map((entry) => (entry.kind === 'connection' ? entry.connection : 0));
  const [connect] = entries.filter((entry) => entry.kind === 'packet');
  if (connect === undefined) throw new TypeError('a story begins with a packet');
  return {
    situation,
    protocolVersion,
    conduct: {
      protocolVersion,
      connect,
      keepsSession: true,
      keepAlive: 2,
      subscriptions: [],
      published: [],
      overTls: 'connects',
      takes: 0,
      exit: undefined,
    },
    entries,
    attended: new Set(attended),
    exit: undefined,
    lines: [],
    standstill: 0,
    arrival: 0,
    milliseconds: 0,
  };
}

/** What a claim says of a story: `holds`, `not-run`, or what was seen where it is broken. */
export function verdictOn(claim: string, played: Played): unknown {
  const found = clientClaims.find(({ id }) => id === claim);
  if (found === undefined) throw new TypeError(`no claim ${claim}`);
  const judgement: Judgement = found.judge(played);
  return judgement.result === 'broken' ? judgement.seen : judgement.result;
}
