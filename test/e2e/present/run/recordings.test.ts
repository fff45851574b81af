import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { labIds } from '../../../../labs/index.ts';
import { printed, start } from '../../support/program.ts';
import { repositoryCopy } from '../../support/repository-copy.ts';
import { ask, cookieFrom } from '../asking.ts';

const broken: Readonly<Record<string, string>> = {
  '01-start-a-broker': '{}',
  '02-publish-subscribe': 'null',
  '03-retain': 'not JSON',
  '04-qos': '',
  '06-qos-under-fire':
    '{"format":"mqtt-hands-on-recording","version":1,"recordedAt":"2026-11-24T22:22:03.034Z"}',
};

it('recordings that are broken are named, and end nothing', async (context) => {
  const folder = await repositoryCopy(context);
  for (const [lab, text] of Object.entries(broken))
    await writeFile(path.join(folder, 'labs', lab, 'recording.json'), text);
  const talk = start([path.join(folder, 'harness/cli/present.ts'), '--lang', 'en']);
  context.onTestFinished(() => {
    talk.running.kill('SIGINT');
  });
  const url = (await printed(talk, /http:\S+token=\S+\n/)).trim();
  const headers = {
    origin: new URL(url).origin,
    cookie: await cookieFrom(url),
    'Content-Type': 'application/json',
  };
  const { status, body } = await ask(url, { path: '/recordings.json', headers });
  expect(status).toBe(200);
  expect(Object.keys(JSON.parse(body))).toHaveLength(labIds.length - Object.keys(broken).length);
  for (const lab of Object.keys(broken)) {
    const replay = JSON.stringify({ do: 'replay', lab });
    const reply = await ask(url, { method: 'POST', path: '/do', headers, body: replay });
    expect(reply).toMatchObject({
      status: 404,
      body: expect.stringContaining('this lab has no recorded run'),
    });
  }
  const whole = JSON.stringify({ do: 'replay', lab: '07-session' });
  expect(await ask(url, { method: 'POST', path: '/do', headers, body: whole })).toMatchObject({
    status: 204,
  });
  talk.running.kill('SIGINT');
  const { stderr, exitCode } = await talk.ended;
  expect(
    stderr
      .split('\n')
      .filter((line) => line.includes('recording'))
      .map((line) => line.split(':')[0]),
  ).toEqual([
    'the recording is not readable, labs/01-start-a-broker/recording.json.format is not one of mqtt-hands-on-recording',
    'the recording is not readable, labs/02-publish-subscribe/recording.json is not an object',
    'labs/03-retain/recording.json is not JSON',
    'labs/04-qos/recording.json is not JSON',
    'the recording is not readable, labs/06-qos-under-fire/recording.json.lab is not an object',
  ]);
  expect(exitCode).toBe(130);
});
