import { CannotRunError } from '../../base/errors.ts';
import { type Complaint, read } from '../../base/readable.ts';
import type { TraceEntry } from '../../protocol/packet.ts';
import { traceSchema } from './schema.ts';
import { Trace } from './trace.ts';

/**
 * Reads the trace of a recording made by `toRecording`.
 * @param json the result of `JSON.parse`, not checked yet
 * @param where the name for error messages
 * @throws CannotRunError `recording-not-readable` that says where and what is wrong
 */
export function fromRecording(json: unknown, where = 'trace'): Trace {
  const entries: readonly TraceEntry[] = read(traceSchema, json, where, notReadable).entries;
  return new Trace(entries);
}

export const notReadable: Complaint<CannotRunError> = (where, wanted) =>
  new CannotRunError(
    'recording-not-readable',
    {
      en: `the recording is not readable, ${where} is not ${wanted.en}`,
      ja: `記録を読めません。${where} が${wanted.ja}ではありません`,
    },
    { en: 'run the lab again to record it again', ja: 'ラボをもう一度実行して記録し直してください' },
  );
