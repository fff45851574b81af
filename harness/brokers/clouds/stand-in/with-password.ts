import { randomBytes } from 'node:crypto';
import { anyTopics, type Entrance } from './front.ts';
import { byPassword } from './login.ts';

/** The entrance of a cloud whose clients have a user name and a password, which is made for one stand-in. */
export function withPassword(): Entrance {
  const username = 'learner';
  const password = randomBytes(9).toString('hex');
  return {
    asksForCertificate: false,
    login: byPassword(username, password),
    entry: { username, password, topics: anyTopics },
  };
}
