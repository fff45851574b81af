import { languages } from '../../base/text.ts';
import { type Figure, svgOf } from './kit/figure.ts';
import { accidentResult, sameAccident } from './source/accident.ts';
import { askOrBeTold } from './source/ask-or-be-told.ts';
import { castOfToday } from './source/cast-of-today.ts';
import { confidence } from './source/confidence.ts';
import { cover } from './source/cover.ts';
import { icons } from './source/icons.ts';
import { keepAlive } from './source/keep-alive.ts';
import { lastWill } from './source/last-will.ts';
import { mqttx } from './source/mqttx.ts';
import { qosHandshakes } from './source/qos-handshakes.ts';
import { qosHops } from './source/qos-hops.ts';
import { retain } from './source/retain.ts';
import { session } from './source/session.ts';
import { threeRoles } from './source/three-roles.ts';
import { topicTree } from './source/topic-tree.ts';
import { twoBytes } from './source/two-bytes.ts';
import { websocket } from './source/websocket.ts';

const figures: readonly Figure[] = [
  cover,
  confidence,
  askOrBeTold,
  threeRoles,
  topicTree,
  twoBytes,
  websocket,
  ...icons,
  keepAlive,
  session,
  lastWill,
  retain,
  qosHandshakes,
  qosHops,
  castOfToday,
  mqttx,
  sameAccident,
  accidentResult,
];

/** Every drawn figure as it has to be on disk: file name in `slides/figures`, and SVG. */
export function drawnFigures(): ReadonlyMap<string, string> {
  return new Map(
    figures.flatMap((figure) =>
      figure.wordless
        ? [[`${figure.name}.svg`, svgOf(figure, 'en')] as const]
        : languages.map((language) => [`${figure.name}.${language}.svg`, svgOf(figure, language)] as const),
    ),
  );
}
