import type { PacketType } from '../packet.ts';
import type { Cursor } from './cursor.ts';

/** Packets with properties, and the will. */
type Place = PacketType | 'WILL';
type Kind = 'bit' | 'two' | 'four' | 'variable' | 'text' | 'data' | 'pair';

const answers: readonly Place[] = ['PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'];
const publish: readonly Place[] = ['PUBLISH', 'WILL'];
const greetings: readonly Place[] = ['CONNECT', 'CONNACK'];
const reasons: readonly Place[] = ['CONNACK', ...answers, 'SUBACK', 'UNSUBACK', 'DISCONNECT', 'AUTH'];
const everywhere: readonly Place[] = ['CONNECT', 'PUBLISH', 'WILL', 'SUBSCRIBE', 'UNSUBSCRIBE', ...reasons];

interface Property {
  readonly kind: Kind;
  readonly places: readonly Place[];
  /** 0 is forbidden. */
  readonly not0?: true;
  /** Where it may be there several times. */
  readonly several?: readonly Place[];
}

/** Properties by their identifier [MQTT 5, table 2-4]. */
const properties: Readonly<Record<number, Property>> = {
  1: { kind: 'bit', places: publish },
  2: { kind: 'four', places: publish },
  3: { kind: 'text', places: publish },
  8: { kind: 'text', places: publish },
  9: { kind: 'data', places: publish },
  11: { kind: 'variable', places: ['PUBLISH', 'SUBSCRIBE'], not0: true, several: ['PUBLISH'] },
  17: { kind: 'four', places: [...greetings, 'DISCONNECT'] },
  18: { kind: 'text', places: ['CONNACK'] },
  19: { kind: 'two', places: ['CONNACK'] },
  21: { kind: 'text', places: [...greetings, 'AUTH'] },
  22: { kind: 'data', places: [...greetings, 'AUTH'] },
  23: { kind: 'bit', places: ['CONNECT'] },
  24: { kind: 'four', places: ['WILL'] },
  25: { kind: 'bit', places: ['CONNECT'] },
  26: { kind: 'text', places: ['CONNACK'] },
  28: { kind: 'text', places: ['CONNACK', 'DISCONNECT'] },
  31: { kind: 'text', places: reasons },
  33: { kind: 'two', places: greetings, not0: true },
  34: { kind: 'two', places: greetings },
  35: { kind: 'two', places: ['PUBLISH'] },
  36: { kind: 'bit', places: ['CONNACK'] },
  37: { kind: 'bit', places: ['CONNACK'] },
  38: { kind: 'pair', places: everywhere, several: everywhere },
  39: { kind: 'four', places: greetings, not0: true },
  40: { kind: 'bit', places: ['CONNACK'] },
  41: { kind: 'bit', places: ['CONNACK'] },
  42: { kind: 'bit', places: ['CONNACK'] },
};

const RESPONSE_TOPIC = 8;
export const SUBSCRIPTION_IDENTIFIER = 11;
const AUTHENTICATION_METHOD = 21;
const AUTHENTICATION_DATA = 22;
export const TOPIC_ALIAS = 35;

/** Reads properties. @returns the identifiers that are there */
export function checkProperties(cursor: Cursor, place: Place): ReadonlySet<number> {
  const seen = new Set<number>();
  const length = cursor.variable();
  if (length === undefined) return seen;
  cursor.must(length <= cursor.left, 'propertiesTooLong');
  const part = cursor.part(length, 'propertiesTooLong');
  while (part.goesOn) {
    const id = part.variable();
    const property = id === undefined ? undefined : properties[id];
    part.must(property !== undefined, 'propertyUnknown');
    if (id === undefined || property === undefined) break;
    part.must(property.places.includes(place), 'propertyElsewhere');
    part.must(!seen.has(id) || (property.several?.includes(place) ?? false), 'propertyTwice');
    seen.add(id);
    checkValue(part, id, property);
  }
  if (part.broken !== undefined) cursor.must(false, part.broken);
  cursor.must(!seen.has(AUTHENTICATION_DATA) || seen.has(AUTHENTICATION_METHOD), 'dataWithoutMethod');
  return seen;
}

function checkValue(cursor: Cursor, id: number, { kind, not0 }: Property): void {
  if (kind === 'data') cursor.data();
  else if (kind === 'text' || kind === 'pair') {
    const text = cursor.text();
    if (kind === 'pair') cursor.text();
    if (id === RESPONSE_TOPIC) cursor.must(!/[+#]/.test(text ?? ''), 'responseTopicWildcard');
  } else {
    const value = numberOf(cursor, kind);
    if (kind === 'bit') cursor.must((value ?? 0) <= 1, 'propertyValue');
    if (not0) cursor.must(value !== 0, 'propertyValue');
    if (id === TOPIC_ALIAS) cursor.must(value !== 0, 'topicAlias0');
  }
}

function numberOf(cursor: Cursor, kind: 'bit' | 'two' | 'four' | 'variable'): number | undefined {
  if (kind === 'variable') return cursor.variable();
  if (kind === 'two') return cursor.two();
  return kind === 'four' ? cursor.take(4)?.readUInt32BE() : cursor.byte();
}
