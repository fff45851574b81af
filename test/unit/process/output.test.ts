import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Output } from '../../../harness/process/output.ts';

const forever = new AbortController().signal;

describe('the output of a broker', () => {
  it('finds a line that came in pieces, before or after it is asked for', async () => {
    const stream = new PassThrough();
    const output = new Output(stream);
    const later = output.line(/version (\S+) running/, forever);
    stream.write('mosquitto ver');
    stream.write('sion 2.0.21 run');
    stream.write('ning\r\nnext');
    expect((await later)[1]).toBe('2.0.21');
    expect((await output.line(/version (\S+) running/, forever))[1]).toBe('2.0.21');
  });

  it('waits for the next one, whatever was there before', async () => {
    const stream = new PassThrough();
    const output = new Output(stream);
    stream.write('version 1 running\n');
    await output.line(/version (\d)/, forever);
    const next = output.nextLine(/version (\d)/, forever);
    stream.write('version 2 running\n');
    expect((await next)[1]).toBe('2');
  });

  it('reads a last line without an end', async () => {
    const stream = new PassThrough();
    const output = new Output(stream);
    stream.end('Error: no');
    await output.line(/Error/, forever);
    expect(output.complaint).toBe('Error: no');
  });

  it.for([
    [
      'what the program says it lacks',
      'sh: 4: foreground: not found\nTerminated\n',
      'sh: 4: foreground: not found',
    ],
    ['the last line before the lifeline’s', 'starting\nstopping\nTerminated\n', 'stopping'],
  ])('complains with %s', async ([, text, complaint]) => {
    const stream = new PassThrough();
    const output = new Output(stream);
    stream.end(text);
    await output.line(/Terminated/, forever);
    expect(output.complaint).toBe(complaint);
  });

  it('gives up by signal', async () => {
    const output = new Output(new PassThrough());
    await expect(output.line(/never/, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    const giveUp = new AbortController();
    const waiting = output.line(/never/, giveUp.signal);
    giveUp.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('complains with the last line about an error, shortened and without control characters', async () => {
    const stream = new PassThrough();
    const output = new Output(stream);
    stream.write(`starting\nError: \u001b[31mbad ${'x'.repeat(500)}\nbye\n`);
    await output.line(/bye/, forever);
    expect(output.complaint).toMatch(/^Error: ·\[31mbad x+…$/);
    expect(output.complaint).toHaveLength(160);
  });

  it('keeps the last lines only, also of a line without end', async () => {
    const stream = new PassThrough();
    const output = new Output(stream);
    for (let line = 0; line < 1000; line += 1) stream.write(`line ${line}\n`);
    await output.line(/line 999/, forever);
    expect(output.find(/line 3$/)).toBeUndefined();
    expect(output.find(/line 99(\d)/)?.[1]).toBe('9');
  });
});
