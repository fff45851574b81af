/**
 * What a request asks for, from its request line; undefined where that is no path of this server, but what is asked of
 * proxies (`http://…`) or of the server as a whole (`*`) [RFC 9112, 3.2].
 */
export function targetOf(url: string | undefined): Pick<URL, 'pathname' | 'searchParams'> | undefined {
  // Appended, not resolved: `//` would begin with a host then, and an empty one can't be read.
  return url?.startsWith('/') ? (URL.parse(`http://localhost${url}`) ?? undefined) : undefined;
}
