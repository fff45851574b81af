import { pbkdf2Sync, randomBytes } from 'node:crypto';
import type { User } from '../setup/setup.ts';

/** As few iterations as mosquitto_passwd accepts: these passwords protect nothing. */
const iterations = 101;

/** A line of a password file as mosquitto_passwd 2.0 writes it: PBKDF2 with SHA-512, which is number 7 there. */
export function mosquittoPassword({ username, password }: User): string {
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, iterations, 64, 'sha512');
  return `${username}:$7$${iterations}$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}
