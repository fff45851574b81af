/** A topic or filter without the prefix of its run; a shared subscription keeps its group. */
export function withoutPrefix(topic: string, prefix: string): string {
  if (prefix === '') return topic;
  const [, share = ''] = /^(\$share\/[^/]*\/)/.exec(topic) ?? [];
  const rest = topic.slice(share.length);
  return rest.startsWith(prefix) ? share + rest.slice(prefix.length) : topic;
}
