import { describe, expect, it } from 'vitest';
import { emqxEnvironment, emqxFiles } from '../../../harness/brokers/emqx-config.ts';

describe('the configuration of EMQX', () => {
  it('is that of its image where nothing is set up', () => {
    expect(emqxEnvironment({})).toEqual({});
    expect(emqxFiles({})).toEqual({});
  });

  it('names every file that it copies', () => {
    const setup = {
      tls: { server: { cert: 'its certificate', key: 'its key' }, clientAuthority: 'an authority' },
      users: [{ username: 'alice', password: 'wonderland' }],
      acl: [{ user: 'alice', may: 'publish', filter: 'open/#' }],
    } as const;
    const settings = Object.values(emqxEnvironment(setup)).join('\n');
    const { '/opt/emqx/etc/acl.conf': acl, ...others } = emqxFiles(setup);
    expect(acl).toBe('{allow, {user, "alice"}, publish, ["open/#"]}.\n{deny, all}.\n');
    for (const path of Object.keys(others)) expect(settings).toContain(path);
    expect(Object.values(others)).toEqual([
      'its certificate',
      'its key',
      'an authority',
      'user_id,password,is_superuser\nalice,wonderland,false\n',
    ]);
  });

  it('asks for no client certificate unless it is told whose', () => {
    const environment = emqxEnvironment({ tls: { server: { cert: '', key: '' } } });
    expect(Object.keys(environment).join(' ')).not.toContain('VERIFY');
  });
});
