/** Whether a topic name matches a topic filter [MQTT 5, 4.7]. */
export function topicMatches(filter: string, topic: string): boolean {
  // Wildcards at the beginning do not reach topics that begin with `$` [MQTT-4.7.2-1].
  if (topic.startsWith('$') && /^[#+]/.test(filter)) return false;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return true;
    if (index >= levels.length || (level !== '+' && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}
