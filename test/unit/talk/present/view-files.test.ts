import { expect, test } from 'vitest';
import { viewFiles } from '../../../../harness/talk/present/server/view-files.ts';

test('the view is built of what a browser has', () => {
  const { script, css } = viewFiles();
  expect(css).toContain('.run');
  expect(script).toContain('Mosquitto');
  // That of the phones' page names other typefaces and colours as the stage does.
  expect(css.match(/--sans:/g)).toHaveLength(1);
  // Parts of the harness that are not for a browser would come along with a wrong import.
  expect(script).not.toMatch(/node:|testcontainers|mqtt-packet/);
});
