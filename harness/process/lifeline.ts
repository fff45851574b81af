/** What is written on the standard output when a command that was started again has ended by itself. */
export const endedAgain = 'mqtt-hands-on: it ended, and can be started again';

/**
 * A shell script that runs the command in its arguments for as long as its standard input is open, and once more for
 * each line that comes in. We hold the other end: when this process is gone, however it went, the operating system
 * closes it, and the broker goes too, and the directory `SCRATCH` with it. No exit handler can promise that.
 *
 * When the command ends by itself the script ends, too. But once the command has been started again, there is something
 * on its disk that is to survive: then the script says that it has ended ({@link endedAgain}), and waits for a line.
 */
export const lifeline = [
  'exec 3<&0',
  'again=',
  'while',
  '  "$@" 3<&- </dev/null & broker=$!',
  // Once it has read, the watcher outlives the kill below: its exit code says whether to go on.
  '  (read -r _ <&3; ended=$?; trap "" TERM; kill "$broker"; exit "$ended") 2>/dev/null & watcher=$!',
  '  wait "$broker"; code=$?',
  '  kill "$watcher" 2>/dev/null',
  // Above 128 it was killed, so the broker ended by itself. A write to a closed pipe must not end the script.
  `  wait "$watcher" 2>/dev/null || { [ $? -gt 128 ] && [ "$again" ] && (trap "" PIPE; echo "${endedAgain}") && read -r _ <&3; }`,
  'do again=yes; done',
  '[ -z "$SCRATCH" ] || rm -rf "$SCRATCH"',
  'exit "$code"',
].join('\n');

/** Written to a lifeline, ends the command and starts it again. */
export const onceMore = '\n';

/** The words that run `command` on a lifeline. */
export const onLifeline = (...command: readonly string[]): string[] => [
  'sh',
  '-c',
  lifeline,
  'sh',
  ...command,
];
