/**
 * The path that a request asks for. Undefined if the target is not a path of this server: `http://…` is a request to a
 * proxy, `*` means the server as a whole [RFC 9112, 3.2].
 */
export function targetOf(url: string | undefined): Pick<URL, 'pathname' | 'searchParams'> | undefined {
  // Appended instead of resolved: a path that begins with `//` would be read as a host.
  return url?.startsWith('/') ? (URL.parse(`http://localhost${url}`) ?? undefined) : undefined;
}
