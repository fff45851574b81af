import { reactions } from '../../room/reactions.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** The icon of a reaction; undefined for an unknown name. */
export function reactionIcon(name: string): SVGSVGElement | undefined {
  const reaction = reactions.find((one) => one.name === name);
  if (reaction === undefined) return undefined;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 64 64');
  svg.setAttribute('class', 'reaction-icon');
  svg.dataset.reaction = name;
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', reaction.path);
  svg.append(path);
  return svg;
}
