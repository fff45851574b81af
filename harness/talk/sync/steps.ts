import { labIds } from '../../../labs/index.ts';
import { readRecording } from '../../../labs/recordings.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Text } from '../../base/text.ts';
import { type Lanes, lanesOf } from '../../diagram/lanes.ts';
import type { JudgedClaim } from '../../lab/events.ts';
import type { Recording } from '../../lab/recording/recording.ts';
import type { TraceEntry } from '../../protocol/packet.ts';
import { fromRecording } from '../../wire/trace/reading.ts';
import { brokenAt, type Place } from '../deck/place.ts';
import { isOmitted, omissions } from './omissions.ts';
import { ownPackets } from './own-packets.ts';

/** A part of a recorded run: one or more consecutive steps. */
export interface Steps {
  readonly recording: Recording;
  /** The name of the part in file names, e.g. `06-qos-under-fire-2-4`. */
  readonly name: string;
  readonly title: Text;
  /** Packets that begin in this part, with their later answers, without fences. */
  readonly entries: readonly TraceEntry[];
  readonly claims: readonly JudgedClaim[];
  /** Lanes of the whole run. */
  readonly lanes: Lanes;
}

const WHAT = /^(\S+?)#(\S+?)(?: without (\S+))?$/;

/**
 * @param what `06-qos-under-fire#2`, `…#2-4`, or `…#qos1.at-least-once`, the step in which that claim is judged; `… without
 *   CONNACK,watcher,subscriber.PUBREC` leaves out packets or clients. Step 0 is before the first step.
 * @throws CannotRunError `broken-deck`, `no-recording`
 */
export function stepsOf(what: string, place: Place): Steps {
  const [, lab = what, part = '', words] = WHAT.exec(what) ?? [];
  if (!labIds.includes(lab)) throw noSuchLab(lab, place);
  const recording = readRecording(lab);
  const trace = fromRecording(recording.trace);
  const omitted = omissions(words, trace, place);
  const [first, last] = range(recording, part, place);
  const window = {
    from: first === 0 ? 0 : startOf(recording, first),
    to: startOf(recording, last + 1),
  };
  const title =
    recording.steps.find(({ number }) => number === Math.max(1, first))?.title ?? recording.lab.title;
  return {
    recording,
    name: `${lab}-${first === last ? first : `${first}-${last}`}`,
    title: first === last && first > 0 ? title : recording.lab.title,
    entries: ownPackets(trace, window).filter((entry) => !isOmitted(entry, omitted)),
    claims: recording.claims.filter(({ step }) => step >= first && step <= last),
    lanes: lanesOf(trace),
  };
}

/** When a step began, in ms on the trace's clock; infinite for the one after the last. */
const startOf = ({ steps }: Recording, number: number): number =>
  steps.find((step) => step.number === number)?.at ?? Number.POSITIVE_INFINITY;

function range(recording: Recording, part: string, place: Place): [number, number] {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
  if (from === undefined) {
    const step = stepOfClaim(recording, part, place);
    return [step, step];
  }
  const [first, last] = [Number(from), Number(to)];
  if (first <= last && last <= recording.steps.length) return [first, last];
  const count = recording.steps.length;
  throw brokenAt(
    place,
    { en: `${recording.lab.id} has no step ${part}`, ja: `${recording.lab.id} に手順 ${part} はありません` },
    { en: `its steps are 1 to ${count}`, ja: `手順は 1 から ${count} までです` },
  );
}

function stepOfClaim({ lab, claims }: Recording, id: string, place: Place): number {
  const claim = claims.find((judged) => judged.id === id);
  if (claim !== undefined) return claim.step;
  throw brokenAt(
    place,
    { en: `${lab.id} has no step or claim "${id}"`, ja: `${lab.id} に手順や主張「${id}」はありません` },
    didYouMean(
      id,
      claims.map((judged) => judged.id),
      { none: { en: 'give the number of a step', ja: '手順の番号を書いてください' } },
    ),
  );
}

const noSuchLab = (lab: string, place: Place) =>
  brokenAt(
    place,
    { en: `there is no lab "${lab}"`, ja: `「${lab}」というラボはありません` },
    didYouMean(lab, labIds),
  );
