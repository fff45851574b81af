import type { AclRule, Setup, User } from '../setup/setup.ts';

const certificates = '/opt/emqx/etc/certs/mqtt-hands-on';
const passwords = '/opt/emqx/etc/mqtt-hands-on-passwords.json';

/**
 * The settings of EMQX as environment variables: `EMQX_` and the path in its configuration, with values in the syntax of its
 * configuration files. Names and values follow the schema in the sources of v5.8.9 and e6.0.1; all other settings keep their
 * defaults.
 */
export function emqxEnvironment(setup: Setup): Record<string, string> {
  const { tls, users, acl, maximumKeepAlive, persistence } = setup;
  const ssl = 'EMQX_LISTENERS__SSL__DEFAULT__SSL_OPTIONS__';
  return {
    ...(tls && {
      [`${ssl}CERTFILE`]: `${certificates}/server.pem`,
      [`${ssl}KEYFILE`]: `${certificates}/server.key`,
    }),
    ...(tls?.clientAuthority !== undefined && {
      [`${ssl}CACERTFILE`]: `${certificates}/clients.pem`,
      [`${ssl}VERIFY`]: 'verify_peer',
      [`${ssl}FAIL_IF_NO_PEER_CERT`]: 'true',
    }),
    ...(users && { EMQX_AUTHENTICATION: `[${passwordAuthentication}]` }),
    ...(acl && { EMQX_AUTHORIZATION__NO_MATCH: 'deny' }),
    ...(maximumKeepAlive !== undefined && { EMQX_MQTT__SERVER_KEEPALIVE: `${maximumKeepAlive}` }),
    ...(persistence && {
      EMQX_DURABLE_SESSIONS__ENABLE: 'true',
      // Required by durable sessions on the local disk; `manual` by default (emqx_conf_schema.erl).
      EMQX_CLUSTER__DISCOVERY_STRATEGY: 'singleton',
      EMQX_RETAINER__BACKEND__STORAGE_TYPE: 'disc',
    }),
  };
}

const passwordAuthentication = `{${[
  'mechanism = password_based',
  'backend = built_in_database',
  'user_id_type = username',
  // Not `plain`: EMQX compares hashes without regard to case, so that `Wonderland` would pass for `wonderland`.
  'password_hash_algorithm = {name = sha256, salt_position = prefix}',
  `bootstrap_file = "${passwords}"`,
  'bootstrap_type = plain',
].join(', ')}}`;

/** Files to copy into the container, by their paths there. */
export function emqxFiles({ tls, users, acl }: Setup): Readonly<Record<string, string>> {
  return {
    ...(tls && {
      [`${certificates}/server.pem`]: tls.server.cert,
      [`${certificates}/server.key`]: tls.server.key,
    }),
    ...(tls?.clientAuthority !== undefined && { [`${certificates}/clients.pem`]: tls.clientAuthority }),
    ...(users && { [passwords]: passwordList(users) }),
    // Replaces the file that every EMQX reads by default.
    ...(acl && { '/opt/emqx/etc/acl.conf': aclFile(acl) }),
  };
}

/** EMQX chooses the format by the file's extension. Its reader of `.csv` ends a password at the first blank. */
const passwordList = (users: readonly User[]): string =>
  JSON.stringify(
    users.map(({ username, password }) => ({ user_id: username, password, is_superuser: false })),
  );

const aclFile = (rules: readonly AclRule[]): string =>
  [
    ...rules.map(({ user, may, filter }) => `{allow, {user, "${user}"}, ${may}, ["${filter}"]}.`),
    '{deny, all}.',
    '',
  ].join('\n');
