/** CONNACK return codes of MQTT 3.1.1 [table 3.1]. */
const returnCodes: Readonly<Record<number, string>> = {
  0: 'Accepted',
  1: 'Refused: unacceptable protocol version',
  2: 'Refused: identifier rejected',
  3: 'Refused: server unavailable',
  4: 'Refused: bad user name or password',
  5: 'Refused: not authorized',
};

/** Reason codes of MQTT 5 [table 2-6]; where a code has several names, by the packet below. */
const reasonCodes: Readonly<Record<number, string>> = {
  0: 'Success',
  4: 'Disconnect with Will Message',
  16: 'No matching subscribers',
  17: 'No subscription existed',
  24: 'Continue authentication',
  25: 'Re-authenticate',
  128: 'Unspecified error',
  129: 'Malformed Packet',
  130: 'Protocol Error',
  131: 'Implementation specific error',
  132: 'Unsupported Protocol Version',
  133: 'Client Identifier not valid',
  134: 'Bad User Name or Password',
  135: 'Not authorized',
  136: 'Server unavailable',
  137: 'Server busy',
  138: 'Banned',
  139: 'Server shutting down',
  140: 'Bad authentication method',
  141: 'Keep Alive timeout',
  142: 'Session taken over',
  143: 'Topic Filter invalid',
  144: 'Topic Name invalid',
  145: 'Packet Identifier in use',
  146: 'Packet Identifier not found',
  147: 'Receive Maximum exceeded',
  148: 'Topic Alias invalid',
  149: 'Packet too large',
  150: 'Message rate too high',
  151: 'Quota exceeded',
  152: 'Administrative action',
  153: 'Payload format invalid',
  154: 'Retain not supported',
  155: 'QoS not supported',
  156: 'Use another server',
  157: 'Server moved',
  158: 'Shared Subscriptions not supported',
  159: 'Connection rate exceeded',
  160: 'Maximum connect time',
  161: 'Subscription Identifiers not supported',
  162: 'Wildcard Subscriptions not supported',
};

const withCode = (code: number, name: string | undefined): string =>
  code === 0 && name !== undefined
    ? name
    : `0x${code.toString(16).padStart(2, '0')}${name === undefined ? '' : ` ${name}`}`;

/** CONNACK of MQTT 3.1.1: the return code's name, with the code unless it is 0. */
export const returnCodeName = (code: number): string => withCode(code, returnCodes[code]);

/** MQTT 5: the reason code's name, with the code unless it is 0. */
export const reasonCodeName = (code: number): string => withCode(code, reasonCodes[code]);

/** DISCONNECT has its own name for 0 [MQTT 5, table 3-13]. */
export const disconnectReasonName = (code: number): string =>
  code === 0 ? 'Normal disconnection' : reasonCodeName(code);

/** SUBACK: `granted qos 1`, or why not; MQTT 3.1.1 knows one failure, 0x80. */
export function grantedName(code: number): string {
  if (code <= 2) return `granted qos ${code}`;
  return code === 0x80 ? '0x80 Failure' : reasonCodeName(code);
}
