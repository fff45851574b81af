import type { Text } from '../../base/text.ts';
import { same } from '../../base/text.ts';
import { JsonFields } from '../../wire/trace/json.ts';
import { fromRecording } from '../../wire/trace/reading.ts';
import type { Recording } from './recording.ts';

/**
 * A recording from a file that anybody may have edited: all that slides, diagrams and views draw from it is there and of
 * its kind.
 * @param json as `JSON.parse` gives it; anything may be in it
 * @param where what to call it, e.g. `labs/03-retain/recording.json`
 * @throws CannotRunError `recording-not-readable` that says where and what is wrong
 */
export function readableRecording(json: unknown, where: string): Recording {
  const recording = new JsonFields(json, where);
  recording.oneOf('format', ['mqtt-hands-on-recording']);
  if (recording.number('version') !== 1) recording.refuse('version', same('1'));
  if (Number.isNaN(Date.parse(recording.string('recordedAt')))) recording.refuse('recordedAt', aDate);
  const lab = recording.object('lab');
  lab.string('id');
  requireText(lab, 'title');
  requireBroker(recording.object('broker'));
  if (![4, 5].includes(recording.number('protocolVersion')))
    recording.refuse('protocolVersion', same('4 / 5'));
  recording.string('topicPrefix');
  recording.objects('steps').forEach(requireStep);
  for (const note of placed(recording, 'notes')) requireText(note, 'text');
  for (const claim of placed(recording, 'claims')) requireClaim(claim);
  if (recording.has('unsupported')) for (const claim of placed(recording, 'unsupported')) requireLack(claim);
  for (const observation of placed(recording, 'observations')) requireSaying(observation);
  fromRecording(recording.raw('trace'), `${where}.trace`);
  return json as Recording;
}

const aDate: Text = { en: 'a date (ISO 8601)', ja: '日時(ISO 8601)' };
const aCount: Text = { en: 'a whole number from 0', ja: ' 0 以上の整数' };

function requireText(fields: JsonFields, name: string): void {
  const text = fields.object(name);
  text.string('en');
  text.string('ja');
}

function requireBroker(broker: JsonFields): void {
  broker.string('name');
  if (broker.has('version')) broker.string('version');
  requireText(broker, 'origin');
}

/** Steps are numbered as they come: a view counts them. */
function requireStep(step: JsonFields, index: number): void {
  if (step.number('number') !== index + 1) step.refuse('number', same(String(index + 1)));
  step.number('at');
  requireText(step, 'title');
}

function placed(recording: JsonFields, name: string): JsonFields[] {
  const said = recording.objects(name);
  for (const one of said) {
    one.number('at');
    const step = one.number('step');
    if (!Number.isInteger(step) || step < 0) one.refuse('step', aCount);
  }
  return said;
}

function requireSaying(fields: JsonFields): void {
  fields.string('id');
  requireText(fields, 'says');
}

function requireClaim(claim: JsonFields): void {
  requireSaying(claim);
  claim.strings('statements');
  claim.oneOf('result', ['holds', 'broken']);
  if (claim.has('deviation')) requireText(claim.object('deviation'), 'does');
}

function requireLack(claim: JsonFields): void {
  requireSaying(claim);
  claim.strings('statements');
  requireText(claim, 'why');
}
