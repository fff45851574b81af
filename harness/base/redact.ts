import { printable } from './visible.ts';

/**
 * An address as a person may see it. Also for what is no URL: everything between the scheme and the last `@`
 * goes, and everything after `?` or `#`, because a password with such a character in it ends up there.
 */
export function withoutCredentials(address: string): string {
  const at = address.lastIndexOf('@');
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(address)?.[0] ?? '';
  const rest = at === -1 ? withoutPassword(address.slice(scheme.length)) : address.slice(at + 1);
  return printable(`${scheme}${rest.replace(/[?#].*$/s, '…')}`, 120);
}

/** `user:password` whose `@host` was forgotten looks like a host with a port that is no number. */
const withoutPassword = (rest: string): string => rest.replace(/^([^[/:]*):(?!\d*(?:$|[/?#])).*$/s, '$1:…');
