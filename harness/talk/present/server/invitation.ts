import QRCode from 'qrcode';
import type { StageState } from '../state.ts';
import { inUrl } from './addresses.ts';

export type Invitation = NonNullable<StageState['invitation']>;

/** The address for the room and its QR code. It contains no token: guests can only look. */
export async function invitation(host: string, port: number, path = '/'): Promise<Invitation> {
  const url = `http://${inUrl(host)}:${port}${path}`;
  return { url, svg: await QRCode.toString(url, { type: 'svg', margin: 2 }) };
}

/** The QR code for a terminal. */
export const terminalCode = ({ url }: Invitation): Promise<string> =>
  QRCode.toString(url, { type: 'terminal', small: true });
