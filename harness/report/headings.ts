import type { Matrix } from './matrix.ts';

/** The headings of a report, in every form that has headings. */
export const headings = {
  title: { en: 'MQTT claims × brokers', ja: 'MQTT の主張 × ブローカー' },
  broker: { en: 'Broker', ja: 'ブローカー' },
  origin: { en: 'How it was started', ja: '起動のしかた' },
  protocols: { en: 'Speaks', ja: '話せる版' },
  matrix: { en: 'Matrix', ja: '一覧' },
  claim: { en: 'Claim', ja: '主張' },
  broken: { en: 'Broken', ja: '成り立たない主張' },
  deviations: { en: 'Known deviations', ja: '既知の逸脱' },
  notes: { en: 'How they were run', ja: '実行についての注記' },
  unjudged: { en: 'Not judged, and why', ja: '判定していないものと、その理由' },
  question: { en: 'Question', ja: '問い' },
  observation: { en: 'Observation', ja: '観察' },
  decides: { en: 'Setting that decides', ja: '決める設定' },
  observations: { en: 'What the specification leaves open', ja: '仕様が決めていないこと' },
  packets: { en: 'Packets', ja: 'パケット' },
  show: { en: 'Show', ja: '表示' },
  differs: { en: 'where brokers differ', ja: 'ブローカーで違うもの' },
  all: { en: 'all', ja: 'すべて' },
} as const;

const ofClients = {
  title: { en: 'MQTT claims × clients', ja: 'MQTT の主張 × クライアント' },
  broker: { en: 'Client', ja: 'クライアント' },
} as const;

/** The headings that name the subject of the claims, brokers or a client. */
export const headingsOf = ({ subject }: Pick<Matrix, 'subject'>) => ({
  title: subject === 'client' ? ofClients.title : headings.title,
  broker: subject === 'client' ? ofClients.broker : headings.broker,
});
