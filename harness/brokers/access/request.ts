import type { Endpoint } from '../../protocol/endpoint.ts';

/**
 * The WebSocket request for the broker: with its own path, query and `Host`, and further headers, which replace those of the
 * same name.
 */
export function requestFor(
  { path, authority }: Pick<Endpoint, 'path' | 'authority'>,
  headers: Readonly<Record<string, string>> = {},
  head: Buffer,
): Buffer {
  const more = { ...headers, Host: authority };
  const replaced = new Set(Object.keys(more).map((name) => name.toLowerCase()));
  const [, ...lines] = head.toString('latin1').split('\r\n');
  const kept = lines.filter((line) => line !== '' && !replaced.has((line.split(':')[0] ?? '').toLowerCase()));
  const added = Object.entries(more).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`GET ${path || '/'} HTTP/1.1`, ...added, ...kept, '', ''].join('\r\n'), 'latin1');
}
