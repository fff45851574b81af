import { describe, expect, test } from 'vitest';
import { cannotListen } from '../../../harness/process/cannot-listen.ts';
import { portOption } from '../../../harness/process/port-option.ts';

const said = (code: string) => Object.assign(new Error(code), { code });

describe('a port that cannot be listened on', () => {
  test('and is taken: the option that chooses another is named', () => {
    const { message } = cannotListen('127.0.0.1', 8083, said('EADDRINUSE'), '--ws-port');
    expect(message).toBe('port 8083 is taken: choose another with --ws-port, or leave it out for a free one');
  });

  test('and is for root: it is told from an address that is not here', () => {
    expect(cannotListen('127.0.0.1', 80, said('EACCES')).message).toBe(
      'port 80 is not yours to take: choose one from 1024 on with --port',
    );
    expect(cannotListen('192.0.2.1', 80, said('EADDRNOTAVAIL')).message).toContain('use --host 0.0.0.0');
  });
});

describe('the port after an option', () => {
  test.each(['1', '1883', '65535'])('may be %s', (word) => {
    expect(portOption('--port', word)).toBe(Number(word));
  });

  test('may be left out', () => {
    expect(portOption('--port', undefined)).toBeUndefined();
  });

  test.each(['0', '65536', '-1', '1e3', '0x10', '', ' 1'])('is not "%s"', (word) => {
    expect(() => portOption('--ws-port', word)).toThrow(`--ws-port ${word} is not a port`);
  });
});
