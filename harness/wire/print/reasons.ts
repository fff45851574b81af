import { reasonCodes, returnCodes } from '../../protocol/reason-codes.ts';

const withCode = (code: number, name: string | undefined): string =>
  code === 0 && name !== undefined
    ? name
    : `0x${code.toString(16).padStart(2, '0')}${name === undefined ? '' : ` ${name}`}`;

/** CONNACK of MQTT 3.1.1: the return code's name, with the code unless it is 0. */
export function returnCodeName(code: number): string {
  const name = returnCodes[code];
  return withCode(code, code === 0 || name === undefined ? name : `Refused: ${name}`);
}

/** MQTT 5: the reason code's name, with the code unless it is 0. */
export const reasonCodeName = (code: number): string => withCode(code, reasonCodes[code]);

/** DISCONNECT has its own name for 0 [MQTT 5, table 3-13]. */
export const disconnectReasonName = (code: number): string =>
  code === 0 ? 'Normal disconnection' : reasonCodeName(code);

/** SUBACK: `granted qos 1`, or the reason of the refusal; MQTT 3.1.1 has one failure code, 0x80. */
export function grantedName(code: number): string {
  if (code <= 2) return `granted qos ${code}`;
  return code === 0x80 ? '0x80 Failure' : reasonCodeName(code);
}
