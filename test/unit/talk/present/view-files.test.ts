import { expect, test } from 'vitest';
import { viewFiles } from '../../../../harness/talk/present/server/view-files.ts';

test('the view is built of what a browser has', () => {
  const { script, css } = viewFiles();
  expect(css).toContain('.run');
  expect(script).toContain('Mosquitto');
  // Parts of the harness that are not for a browser would come along with a wrong import.
  expect(script).not.toMatch(/node:|testcontainers|mqtt-packet/);
});
