import type { Language, Text } from '../../base/text.ts';
import type { CloudLimits } from '../../brokers/clouds/limits.ts';
import { kindOf } from '../../brokers/kinds.ts';
import type { VerifyCommand } from '../options.ts';
import type { Selection } from '../select.ts';
import type { AskedBroker } from '../verify.ts';
import { type CloudPlan, planOnCloud, type Unjudged } from './cloud-plan.ts';
import { type Costs, measuredCosts } from './file.ts';

/** The limits of a cloud that was chosen by its name; undefined for any other broker. */
export const cloudOf = ({ choice }: AskedBroker): CloudLimits | undefined =>
  kindOf(choice.name.toLowerCase())?.cloud;

/** What a run on each of these clouds would come to, as lines. Connects to nothing. */
export async function cloudDryRun(
  clouds: readonly AskedBroker[],
  selection: Selection,
  command: VerifyCommand,
): Promise<string[]> {
  const costs = await measuredCosts();
  return clouds.flatMap((asked) => {
    const cloud = cloudOf(asked);
    if (cloud === undefined) return [];
    const plan = planOnCloud({ name: asked.choice.name.toLowerCase(), cloud }, selection, command, costs);
    return linesOf(asked.word, plan, costs, command.language);
  });
}

function linesOf(word: string, plan: CloudPlan, costs: Costs, language: Language): string[] {
  const { claims, unsupported, leftOut, cost, unmeasured } = plan;
  const number = (value: number) => value.toLocaleString('en');
  const listed = (all: readonly Unjudged[]) =>
    all.map((one) => `  ${number(one.claims).padStart(6)}  ${one.reason[language]}`);
  const sum = (all: readonly Unjudged[]) => number(all.reduce((of, one) => of + one.claims, 0));
  const lines: (Text | string)[] = [
    { en: `${word}: nothing was connected to`, ja: `${word}: どこにも接続していません` },
    {
      en: `${number(claims)} claims would be run to a verdict (one under both versions of MQTT counts twice)`,
      ja: `判定まで進む主張: ${number(claims)}(MQTT の両方の版で確かめるものは 2 つと数える)`,
    },
    {
      en: `${sum(unsupported)} are unsupported there, by:`,
      ja: `非対応になる主張: ${sum(unsupported)}。理由は次のとおり`,
    },
    ...listed(unsupported),
    { en: `${sum(leftOut)} are left out:`, ja: `対象外の主張: ${sum(leftOut)}` },
    ...listed(leftOut),
    {
      en: `about ${number(cost.connections)} connections, ${number(cost.publishes)} messages (PUBLISH) to it, ${number(cost.deliveries)} from it, ${number(Math.ceil(cost.bytes / 1_000))} kB of MQTT`,
      ja: `およそ ${number(cost.connections)} 接続、送るメッセージ(PUBLISH)${number(cost.publishes)}、届くメッセージ ${number(cost.deliveries)}、MQTT で ${number(Math.ceil(cost.bytes / 1_000))} kB`,
    },
    {
      en: `  measured on ${costs.measuredOn}, ${costs.measuredAt}; another broker answers differently, and cleaning up, checks that it still answers, repeats and TLS come on top`,
      ja: `  ${costs.measuredOn} で ${costs.measuredAt} に測った値。ブローカーによって応答は異なり、後片付け、応答の確認、やり直し、TLS の分が加わる`,
    },
    ...(unmeasured.length === 0
      ? []
      : [
          {
            en: `  not measured yet: ${unmeasured.join(', ')} (npm run verify:costs)`,
            ja: `  まだ測っていないもの: ${unmeasured.join(', ')}(npm run verify:costs)`,
          },
        ]),
  ];
  return lines.map((line) => (typeof line === 'string' ? line : line[language]));
}
