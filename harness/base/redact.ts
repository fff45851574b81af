import { printable } from './visible.ts';

/**
 * Removes credentials from an address, so that it may be shown. Also works for an invalid URL: everything between the scheme and
 * the last `@` is removed, and everything after `?` or `#`, because a password with such a character may end up there.
 */
export function withoutCredentials(address: string): string {
  const at = address.lastIndexOf('@');
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(address)?.[0] ?? '';
  const rest = at === -1 ? withoutPassword(address.slice(scheme.length)) : address.slice(at + 1);
  return printable(`${scheme}${rest.replace(/[?#].*$/s, '…')}`, 120);
}

/** `user:password` without `@host` looks like a host with a port that is not a number. */
const withoutPassword = (rest: string): string => rest.replace(/^([^[/:]*):(?!\d*(?:$|[/?#])).*$/s, '$1:…');
