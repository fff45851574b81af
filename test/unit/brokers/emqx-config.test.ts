import { describe, expect, it } from 'vitest';
import { emqxEnvironment, emqxFiles } from '../../../harness/brokers/emqx/config.ts';

describe('the configuration of EMQX', () => {
  it('is that of its image where nothing is set up', () => {
    expect(emqxEnvironment({})).toEqual({});
    expect(emqxFiles({})).toEqual({});
  });

  it('names every file that it copies', () => {
    const setup = {
      tls: { server: { cert: 'its certificate', key: 'its key' }, clientAuthority: 'an authority' },
      users: [{ username: 'alice', password: 'looking "glass", 1' }],
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
      '[{"user_id":"alice","password":"looking \\"glass\\", 1","is_superuser":false}]',
    ]);
  });

  it('hashes passwords, because EMQX compares them without regard to case', () => {
    const { EMQX_AUTHENTICATION: authentication } = emqxEnvironment({ users: [] });
    expect(authentication).toContain('password_hash_algorithm = {name = sha256, salt_position = prefix}');
    expect(authentication).toContain('bootstrap_type = plain');
    // EMQX reads the file by its extension.
    expect(authentication).toMatch(/bootstrap_file = "[^"]+\.json"/);
  });

  it('keeps sessions on the disk of a node that is alone, as EMQX requires', () => {
    expect(emqxEnvironment({ persistence: true })).toEqual({
      EMQX_DURABLE_SESSIONS__ENABLE: 'true',
      EMQX_CLUSTER__DISCOVERY_STRATEGY: 'singleton',
      EMQX_RETAINER__BACKEND__STORAGE_TYPE: 'disc',
    });
  });

  it('asks for no client certificate unless it is told whose', () => {
    const environment = emqxEnvironment({ tls: { server: { cert: '', key: '' } } });
    expect(Object.keys(environment).join(' ')).not.toContain('VERIFY');
  });
});
