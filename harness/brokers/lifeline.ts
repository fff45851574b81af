/**
 * A shell script that runs the command in its arguments for as long as its standard input is open. We hold the
 * other end: when this process is gone, however it went, the operating system closes it, and the broker goes too.
 * No exit handler can promise that.
 */
export const lifeline = [
  'exec 3<&0',
  '"$@" 3<&- </dev/null & broker=$!',
  '(read -r _ <&3; kill "$broker") 2>/dev/null & watcher=$!',
  'exec 3<&-',
  'wait "$broker"; code=$?',
  'kill "$watcher" 2>/dev/null',
  'exit "$code"',
].join('\n');

/** The words that run `command` on a lifeline. */
export const onLifeline = (...command: readonly string[]): string[] => [
  'sh',
  '-c',
  lifeline,
  'sh',
  ...command,
];
