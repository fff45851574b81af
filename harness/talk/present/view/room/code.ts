import type { Invitation } from '../../server/invitation.ts';

/** A QR code as an element. */
export function codeOf({ url, svg }: Invitation): Element {
  const code = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  code.setAttribute('role', 'img');
  code.setAttribute('aria-label', url);
  return document.importNode(code, true);
}
