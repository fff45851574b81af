import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { Text } from '../base/text.ts';
import type { Identity } from '../brokers/identity/identity.ts';
import { interrupted } from '../report/interrupted.ts';
import type { Cell, Matrix, MatrixObservation } from '../report/matrix.ts';
import type { StartClient } from './client-under-test.ts';
import type { Conduct } from './conduct.ts';
import { judge } from './judge.ts';
import { playAll } from './play-all.ts';
import type { Played } from './played.ts';
import { rehearse } from './rehearsal.ts';
import type { ClientSelection } from './selection.ts';
import { SETTLE_MS } from './settle.ts';
import type { Situation } from './situation.ts';
import { stageCertificates } from './stage/certificates.ts';

/** Number of programs that start at once: each start keeps a processor busy. */
const STARTS = Math.max(2, availableParallelism());

export interface ClientOptions {
  /** The client's name in the report. */
  readonly label: string;
  /** The identified client, whose known deviations apply. */
  readonly identity?: Identity | undefined;
  /** How it is started, for the report. */
  readonly origin: Text;
  /** Whether to run situations and claims about time. */
  readonly time: boolean;
  /** Milliseconds without a packet of a new kind that end the rehearsal. */
  readonly settle?: number | undefined;
  /** Interrupts the run; what was seen so far is judged. */
  readonly signal: AbortSignal;
  readonly onEvent?: (event: ClientEvent) => void;
}

export type ClientEvent =
  | {
      readonly type: 'rehearsed';
      readonly conduct: Conduct;
      /** Number of situations that it can get into. */
      readonly situations: number;
      /** How long it was watched without a packet of a new kind, in ms. */
      readonly settle: number;
    }
  | { readonly type: 'played'; readonly played: Played };

/** The verdict about a client as a matrix with one column, and its runs. */
export interface ClientVerdict {
  readonly matrix: Matrix;
  readonly played: readonly Played[];
}

/**
 * Rehearses a client, runs it side by side in each situation that it can get into, and judges its packets.
 * @throws CannotRunError `no-client` if it does not connect
 */
export async function verifyClient(
  startClient: StartClient,
  selection: ClientSelection,
  options: ClientOptions,
): Promise<ClientVerdict> {
  const { signal, settle = SETTLE_MS, onEvent = () => {} } = options;
  await using certificates = await stageCertificates();
  const rehearsal = await rehearse(startClient, { certificates, signal, settle });
  const { conduct } = rehearsal;
  const unreached = new Map<string, Text>();
  const reached = selection.situations.filter((situation) => {
    const reason = outOfReach(situation, conduct, options);
    if (reason !== undefined) unreached.set(situation.id, reason);
    return reason === undefined;
  });
  onEvent({ type: 'rehearsed', conduct, situations: reached.length, settle });
  const runs = await playAll(reached, conduct, startClient, {
    certificates,
    starting: pLimit(STARTS),
    signal,
    onPlayed: (played) => onEvent({ type: 'played', played }),
  });
  for (const { id } of reached) if (!runs.has(id)) unreached.set(id, interrupted);
  const played = [rehearsal, ...reached.flatMap(({ id }) => runs.get(id) ?? [])];
  return { matrix: matrixOf(played, unreached, selection, conduct, options), played };
}

function outOfReach(situation: Situation, conduct: Conduct, { time }: ClientOptions): Text | undefined {
  const { protocolVersions = [4, 5], isAboutTime } = situation;
  if (!protocolVersions.includes(conduct.protocolVersion)) return otherVersion;
  return situation.outOfReach?.(conduct) ?? (isAboutTime && !time ? aboutTime : undefined);
}

const otherVersion: Text = {
  en: 'it does not happen in the version of MQTT that it speaks',
  ja: 'このクライアントが話す版の MQTT では起きない',
};
const aboutTime: Text = {
  en: 'about time itself, left out by --no-time',
  ja: '時間そのものについての状況(--no-time により対象外)',
};

function matrixOf(
  played: readonly Played[],
  unreached: ReadonlyMap<string, Text>,
  { claims, observations }: ClientSelection,
  { protocolVersion }: Conduct,
  { label, identity, origin, signal }: ClientOptions,
): Matrix {
  const evidence = { played, unreached, identity, isInterrupted: signal.aborted };
  const spoken = claims.filter(({ statements }) => statements[protocolVersion] !== undefined);
  const cells = spoken.map(
    (claim): Cell => ({ broker: label, protocolVersion, claim: claim.id, ...judge(claim, evidence) }),
  );
  const seen = observations.flatMap((observation): MatrixObservation[] => {
    const { id, says, protocolVersions = [4, 5] } = observation;
    if (!protocolVersions.includes(protocolVersion)) return [];
    const found = observation.observe(played.filter(({ situation }) => observation.isShownIn(situation)));
    return found === undefined ? [] : [{ id, says, cells: [{ broker: label, protocolVersion, ...found }] }];
  });
  return {
    subject: 'client',
    brokers: [
      {
        label,
        name: identity?.name ?? label,
        ...(identity?.version !== undefined && { version: identity.version }),
        origin,
        protocolVersions: [protocolVersion],
      },
    ],
    claims: spoken.map(({ id, says, statements }) => ({ id, says, statements })),
    cells,
    observations: seen,
  };
}
