import type { Text } from '../base/text.ts';
import { recognise } from '../brokers/deviations/recognise.ts';
import type { Identity } from '../brokers/identity/identity.ts';
import { interrupted } from '../report/interrupted.ts';
import type { Cell } from '../report/matrix.ts';
import { toRecording } from '../wire/trace/recording.ts';
import type { ClientClaim, Judgement } from './claims/claim.ts';
import { knownClientDeviations } from './deviations/index.ts';
import type { Played } from './played.ts';
import { titleOf } from './table/index.ts';

/** What a claim is judged on. */
export interface Evidence {
  readonly played: readonly Played[];
  /** Why situations were not run, by id. */
  readonly unreached: ReadonlyMap<string, Text>;
  /** The identified client, if it is a known one: its known deviations apply. */
  readonly identity: Identity | undefined;
  readonly isInterrupted: boolean;
}

type Broken = Extract<Judgement, { result: 'broken' }>;
type Verdict = Omit<Cell, 'broker' | 'protocolVersion' | 'claim'>;

/** Lines of the client's output that are kept with a broken claim. */
const LINES = 20;

/** The verdict of a claim over all situations; broken in one is broken. */
export function judge(claim: ClientClaim, evidence: Evidence): Verdict {
  const { identity } = evidence;
  const judged = evidence.played.map((played) => ({ played, judgement: claim.judge(played) }));
  const breaks = judged.flatMap(({ played, judgement }) =>
    judgement.result === 'broken' ? [{ played, judgement }] : [],
  );
  const recognised = breaks.map((one) => ({
    ...one,
    deviation: deviationOf(claim, one.played, one.judgement, identity),
  }));
  const worst = recognised.find(({ deviation }) => deviation?.is !== 'known') ?? recognised[0];
  if (worst !== undefined) {
    const { played, judgement, deviation } = worst;
    const where = breaks.map((one) => one.played.situation);
    return {
      result: 'broken',
      expected: judgement.expected,
      seen: judgement.seen,
      deviation,
      notes: [deviation?.is === 'known' ? seenIn(where) : brokenIn(where)],
      situation: { id: played.situation, title: titleOf(played.situation) },
      evidence: toRecording(played.entries),
      ...(played.lines.length > 0 && { output: played.lines.slice(-LINES) }),
      milliseconds: played.milliseconds,
    };
  }
  const keeps = judged.filter(({ judgement }) => judgement.result === 'holds');
  const kept = keeps.find(({ played }) => claim.shownIn.includes(played.situation)) ?? keeps[0];
  if (kept === undefined) return unjudged(claim, evidence);
  return {
    result: 'holds',
    expected: null,
    seen: null,
    deviation: disappearedIn(claim, kept.played, identity),
    milliseconds: kept.played.milliseconds,
  };
}

const brokenIn = (ids: readonly string[]): Text => ({
  en: `broken in ${ids.join(', ')}`,
  ja: `成り立たなかった状況: ${ids.join(', ')}`,
});

const seenIn = (ids: readonly string[]): Text => ({
  en: `seen in ${ids.join(', ')}`,
  ja: `見られた状況: ${ids.join(', ')}`,
});

const deviationOf = (
  { id }: ClientClaim,
  { protocolVersion }: Played,
  { seen }: Broken,
  identity: Identity | undefined,
) =>
  identity &&
  recognise({ claim: id, protocolVersion, result: 'broken', seen }, identity, knownClientDeviations);

/** A known deviation counts as gone only if a situation that shows it was completed. */
const disappearedIn = (
  { id, shownIn }: ClientClaim,
  { protocolVersion, situation, notReached }: Played,
  identity: Identity | undefined,
) =>
  identity !== undefined && shownIn.includes(situation) && notReached === undefined
    ? recognise({ claim: id, protocolVersion, result: 'holds', seen: null }, identity, knownClientDeviations)
    : undefined;

/** A claim without an occasion is not judged. That is no failure, unless the run was interrupted. */
function unjudged({ occasion, shownIn }: ClientClaim, evidence: Evidence): Verdict {
  if (evidence.isInterrupted) return { result: 'not-run', reason: interrupted };
  const reasons = shownIn.map(
    (id) =>
      evidence.unreached.get(id) ?? evidence.played.find(({ situation }) => situation === id)?.notReached,
  );
  const [reason] = reasons.includes(undefined) ? [] : reasons;
  return { result: 'not-run', leftOut: true, reason: reason ?? noOccasion(occasion) };
}

const noOccasion = ({ en, ja }: Text): Text => ({
  en: `this did not happen: ${en}`,
  ja: `次のことが起きなかった: ${ja}`,
});
