import { connectFlags } from '../../protocol/connect-flags.ts';
/** A user name and a password for a broker. */
export interface Credentials {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/**
 * The same CONNECT with these credentials, or with none: those in a recording are masked. Everything else stays byte for byte.
 * Undefined if its fields cannot be found.
 */
export function withCredentials(
  connect: Buffer,
  { username, password }: Credentials = {},
): Buffer | undefined {
  const body = bodyOf(connect);
  const end = endOfPayload(body);
  if (end === undefined) return;
  const flagsAt = 2 + body.readUInt16BE(0) + 1;
  const head = Buffer.from(body.subarray(0, end));
  const set =
    (username === undefined ? 0 : connectFlags.userName) |
    (password === undefined ? 0 : connectFlags.password);
  head.writeUInt8(
    (head.readUInt8(flagsAt) & ~(connectFlags.userName | connectFlags.password)) | set,
    flagsAt,
  );
  const own = [username, password].filter((text) => text !== undefined).map(field);
  return packet(connect.readUInt8(0), Buffer.concat([head, ...own]));
}

/** The offset of the user name, or of the password without one. */
function endOfPayload(body: Buffer): number | undefined {
  try {
    const level = 2 + body.readUInt16BE(0);
    const is5 = (body.readUInt8(level) & 0x7f) === 5;
    const flags = body.readUInt8(level + 1);
    const properties = (at: number) => (is5 ? skipProperties(body, at) : at);
    let at = skipField(body, properties(level + 4));
    if (flags & connectFlags.will) at = skipField(body, skipField(body, properties(at)));
    return at <= body.length ? at : undefined;
  } catch (error) {
    // The packet ends before the field.
    if (error instanceof RangeError) return;
    throw error;
  }
}

const skipField = (body: Buffer, at: number): number => at + 2 + body.readUInt16BE(at);

function skipProperties(body: Buffer, at: number): number {
  let length = 0;
  for (let place = 0; place < 4; place++) {
    const byte = body.readUInt8(at + place);
    length += (byte & 0x7f) * 0x80 ** place;
    if (byte < 0x80) return at + place + 1 + length;
  }
  throw new RangeError('no length');
}

function field(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** What follows the fixed header. */
function bodyOf(bytes: Buffer): Buffer {
  let at = 1;
  while (at < bytes.length && bytes.readUInt8(at) >= 0x80) at++;
  return bytes.subarray(at + 1);
}

function packet(first: number, body: Buffer): Buffer {
  const head = [first];
  for (let left = body.length; ; left = Math.floor(left / 0x80)) {
    head.push(left < 0x80 ? left : (left % 0x80) | 0x80);
    if (left < 0x80) return Buffer.concat([Buffer.from(head), body]);
  }
}
