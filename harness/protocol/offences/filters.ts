import type { Cursor } from './cursor.ts';

/** Checks a topic filter. @returns whether it is one of a shared subscription */
export function checkFilter(cursor: Cursor, is5: boolean): boolean {
  const filter = cursor.text();
  if (filter === undefined) return false;
  const isShared = is5 && /^\$share(\/|$)/.test(filter);
  cursor.must(filter !== '', 'emptyFilter');
  if (isShared) {
    const [, name = '', ...levels] = filter.split('/');
    cursor.must(name !== '' && !/[+#]/.test(name), 'shareName');
    cursor.must(levels.join('/') !== '', 'shareFilter');
    checkWildcards(cursor, levels);
  } else checkWildcards(cursor, filter.split('/'));
  return isShared;
}

function checkWildcards(cursor: Cursor, levels: readonly string[]): void {
  for (const [at, level] of levels.entries()) {
    cursor.must(!level.includes('#') || (level === '#' && at === levels.length - 1), 'hash');
    cursor.must(!level.includes('+') || level === '+', 'plus');
  }
}
