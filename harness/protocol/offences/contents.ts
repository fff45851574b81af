import type { Direction, PacketType } from '../packet.ts';
import { checkConnect } from './connect.ts';
import type { Cursor } from './cursor.ts';
import { checkFilter } from './filters.ts';
import { checkProperties, SUBSCRIPTION_IDENTIFIER, TOPIC_ALIAS } from './properties.ts';
import { reasonCodesOfBrokers, reasonCodesOfClients } from './reasons.ts';
import type { RuleName } from './table.ts';

/** A packet to check. */
export interface About {
  readonly type: PacketType;
  readonly direction: Direction;
  /** Its first byte. */
  readonly first: number;
  readonly is5: boolean;
}

type Check = (cursor: Cursor, about: About) => void;

/** Checks what follows the fixed header. */
export const checkContents: Check = (cursor, about) => checks[about.type]?.(cursor, about);

const checkPublish: Check = (cursor, { first, is5, direction }) => {
  const qos = (first >> 1) & 3;
  cursor.must(qos > 0 || (first & 0x08) === 0, 'dupAtQoS0');
  const topic = cursor.text();
  if (topic === undefined) return;
  cursor.must(!/[+#]/.test(topic), 'topicWildcard');
  if (qos > 0) checkId(cursor);
  const properties = is5 ? checkProperties(cursor, 'PUBLISH') : new Set<number>();
  cursor.must(topic !== '' || properties.has(TOPIC_ALIAS), 'emptyTopic');
  cursor.must(direction === 'to-client' || !properties.has(SUBSCRIPTION_IDENTIFIER), 'identifierFromClient');
};

function checkId(cursor: Cursor): void {
  cursor.must(cursor.two() !== 0, 'id0');
}

const checkSubscribe: Check = (cursor, { is5, type }) => {
  checkId(cursor);
  if (is5) checkProperties(cursor, type);
  cursor.must(cursor.left > 0, 'subscribeEmpty');
  while (cursor.goesOn) {
    const isShared = checkFilter(cursor, is5);
    const options = cursor.byte();
    if (options === undefined) return;
    cursor.must((options & (is5 ? 0xc0 : 0xfc)) === 0, 'subscribeReserved');
    cursor.must((options & 3) !== 3, 'subscribeQoS3');
    if (!is5) continue;
    cursor.must(((options >> 4) & 3) !== 3, 'retainHandling3');
    cursor.must(!isShared || (options & 0x04) === 0, 'sharedNoLocal');
  }
};

const checkUnsubscribe: Check = (cursor, { is5, type }) => {
  checkId(cursor);
  if (is5) checkProperties(cursor, type);
  cursor.must(cursor.left > 0, 'unsubscribeEmpty');
  while (cursor.goesOn) checkFilter(cursor, is5);
};

const checkConnack: Check = (cursor, { is5 }) => {
  const flags = cursor.byte();
  const code = cursor.byte();
  if (flags === undefined) return;
  cursor.must((flags & 0xfe) === 0, 'connackReserved');
  cursor.must((flags & 1) === 0 || code === 0, 'refusedWithSession');
  if (is5) checkProperties(cursor, 'CONNACK');
};

/** The answers to SUBSCRIBE and UNSUBSCRIBE. */
const checkGranted: Check = (cursor, { is5, type }) => {
  checkId(cursor);
  if (is5) checkProperties(cursor, type);
  while (cursor.goesOn && (is5 || type === 'SUBACK')) {
    const code = cursor.byte() ?? 0;
    cursor.must(is5 || [0, 1, 2, 0x80].includes(code), 'grantedReserved');
  }
};

/** A reason code and properties, which MQTT 5 may leave out. @param rule broken by another code */
const reason =
  (rule: RuleName): Check =>
  (cursor, { type, direction, is5 }) => {
    if (!is5 || !cursor.goesOn) return;
    const codes = direction === 'to-broker' ? reasonCodesOfClients : reasonCodesOfBrokers;
    cursor.must(codes[type]?.includes(cursor.byte() ?? 0) ?? true, rule);
    if (cursor.goesOn) checkProperties(cursor, type);
  };

const answer =
  (rule: RuleName): Check =>
  (cursor, about) => {
    checkId(cursor);
    reason(rule)(cursor, about);
  };

const checks: Readonly<Partial<Record<PacketType, Check>>> = {
  CONNECT: checkConnect,
  CONNACK: checkConnack,
  PUBLISH: checkPublish,
  PUBACK: answer('pubackReason'),
  PUBREC: answer('pubrecReason'),
  PUBREL: answer('pubrelReason'),
  PUBCOMP: answer('pubcompReason'),
  SUBSCRIBE: checkSubscribe,
  SUBACK: checkGranted,
  UNSUBSCRIBE: checkUnsubscribe,
  UNSUBACK: checkGranted,
  DISCONNECT: reason('disconnectReason'),
  AUTH: reason('authReason'),
};
