import process from 'node:process';
import password from '@inquirer/password';
import { languageFrom } from '../../base/language.ts';
import type { Credentials } from '../broker.ts';
import type { UrlChoice } from '../choice/choose.ts';

/** The credentials, with a password that a person types if there is a user name without one, and a terminal. */
export async function withPassword({
  url,
  credentials,
  lacksPassword,
}: Pick<UrlChoice, 'url' | 'credentials' | 'lacksPassword'>): Promise<Credentials | undefined> {
  if (credentials === undefined || !lacksPassword || !process.stdin.isTTY) return credentials;
  const { username } = credentials;
  // AWS takes tokens for a custom authorizer as a query in the user name.
  const shown = username.replace(/\?.*$/s, '?…');
  const message = {
    en: `Password of ${shown} at ${url} (just Enter: none)`,
    ja: `${url} での ${shown} のパスワード(なければ Enter)`,
  }[languageFrom(undefined, process.env)];
  const typed = await password({ message }, { output: process.stderr });
  return typed === '' ? { username } : { username, password: typed };
}
