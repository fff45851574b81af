/** The line on the standard output when a restarted command has ended by itself. */
export const endedAgain = 'mqtt-hands-on: it ended, and can be started again';

/**
 * A shell script that runs the command in its arguments while its standard input is open, and restarts it for each line of input.
 * This process holds the other end. When this process ends in any way, the operating system closes the pipe, and the script
 * stops the broker and removes the directory `SCRATCH`. No exit handler can guarantee that.
 *
 * If the command ends by itself, the script ends, too. But a restarted command has data on its disk that must survive: then the
 * script writes {@link endedAgain} and waits for a line.
 */
const lifeline = [
  'exec 3<&0',
  'again=',
  'while',
  '  "$@" 3<&- </dev/null & broker=$!',
  // After it has read, the watcher is not ended by the kill below. Its exit code says whether to go on.
  '  (read -r _ <&3; ended=$?; trap "" TERM; kill "$broker"; exit "$ended") 2>/dev/null & watcher=$!',
  '  wait "$broker"; code=$?',
  '  kill "$watcher" 2>/dev/null',
  // Above 128, the watcher was killed, so the broker ended by itself. Writing to a closed pipe must not end the script.
  `  wait "$watcher" 2>/dev/null || { [ $? -gt 128 ] && [ "$again" ] && (trap "" PIPE; echo "${endedAgain}") && read -r _ <&3; }`,
  'do again=yes; done',
  '[ -z "$SCRATCH" ] || rm -rf "$SCRATCH"',
  'exit "$code"',
].join('\n');

/** The input of a lifeline that restarts the command. */
export const onceMore = '\n';

/** The words that run `command` on a lifeline. */
export const onLifeline = (...command: readonly string[]): string[] => [
  'sh',
  '-c',
  lifeline,
  'sh',
  ...command,
];

/** Environment variable that the processes of one program have in common, those that have left its process group too. */
export const MARK = 'MQTT_HANDS_ON_PROGRAM';

/**
 * The same for a program that is not restarted and leads a process group: when the other end lets go, the program gets SIGTERM. Two
 * seconds later, what is left of it is killed: on Linux all that has its mark, then its group.
 */
const groupLifeline = [
  'mark=$1; shift',
  'exec 3<&0',
  `${MARK}=$mark "$@" 3<&- </dev/null & program=$!`,
  // After it has read, the watcher is not ended by the kill below.
  '(read -r _ <&3; trap "" TERM; kill "$program"; sleep 2',
  `  grep -lzx "${MARK}=$mark" /proc/[0-9]*/environ | cut -d/ -f3 | xargs kill -KILL`,
  '  kill -KILL 0) >/dev/null 2>&1 & watcher=$!',
  'wait "$program"; code=$?',
  'kill "$watcher" 2>/dev/null',
  'exit "$code"',
].join('\n');

/**
 * The words that run `command` on a lifeline that ends all its processes. The caller makes the process group.
 * @param mark the value of {@link MARK}, unique to this start
 */
export const onGroupLifeline = (mark: string, ...command: readonly string[]): string[] => [
  'sh',
  '-c',
  groupLifeline,
  'sh',
  mark,
  ...command,
];
