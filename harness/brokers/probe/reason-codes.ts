import { isError } from '../../protocol/codes.ts';
import { reasonCodes, returnCodes } from '../../protocol/reason-codes.ts';

/** E.g. `0x88 Server unavailable` [MQTT 5, table 3-1; MQTT 3.1.1, table 3.1]. */
export function reasonName(code: number): string {
  const hex = `0x${code.toString(16).toUpperCase().padStart(2, '0')}`;
  // A refusal below 0x80 is a return code of 3.1.1.
  const name = isError(code) ? reasonCodes[code] : returnCodes[code];
  return name === undefined ? hex : `${hex} ${name}`;
}

/** Whether the code is about credentials: 4 and 5 in 3.1.1; 0x86, 0x87 and 0x8C in 5. */
export const isAboutCredentials = (code: number): boolean => [4, 5, 0x86, 0x87, 0x8c].includes(code);
