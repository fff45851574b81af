import type { AedesOptions, AuthenticateError, Client } from 'aedes';
import type { Setup } from '../setup/setup.ts';

/** The topics that aedes reserves for itself. */
const systemTopics = '$SYS/';

/** Return code 4 of CONNACK, bad user name or password; aedes translates it to 0x86 for MQTT 5. */
const badUserNameOrPassword = 4 as AuthenticateError['returnCode'];

/** The hooks of aedes that check users, topics and keep alive for a setup. */
export function gatekeeper({ users, acl, maximumKeepAlive }: Setup): AedesOptions {
  const names = new WeakMap<Client, string>();
  const may = (client: Client | null, what: 'publish' | 'subscribe', filter: string): boolean =>
    acl === undefined ||
    client === null ||
    acl.some((rule) => rule.user === names.get(client) && rule.may === what && covers(rule.filter, filter));
  return {
    ...(maximumKeepAlive !== undefined && { keepaliveLimit: maximumKeepAlive }),
    ...(users && {
      authenticate: (client, username, password, done) => {
        const user = users.find((one) => one.username === username && one.password === password?.toString());
        if (user) names.set(client, user.username);
        if (user) done(null, true);
        else done(Object.assign(new Error('unknown'), { returnCode: badUserNameOrPassword }), null);
      },
    }),
    ...(acl && {
      authorizePublish: (client, { topic }, done) => {
        const allowed = !topic.startsWith(systemTopics) && may(client, 'publish', topic);
        done(allowed ? null : new Error(`${topic} may not be published to`));
      },
      authorizeSubscribe: (client, subscription, done) =>
        done(null, may(client, 'subscribe', subscription.topic) ? subscription : null),
    }),
  };
}

/** Whether `rule` matches every topic that `filter` matches. */
function covers(rule: string, filter: string): boolean {
  const levels = filter.split('/');
  const allowed = rule.split('/');
  const open = allowed.at(-1) === '#';
  const compared = open ? allowed.slice(0, -1) : allowed;
  if (open ? levels.length < compared.length : levels.length !== compared.length) return false;
  return compared.every(
    (level, index) => level === levels[index] || (level === '+' && levels[index] !== '#'),
  );
}
