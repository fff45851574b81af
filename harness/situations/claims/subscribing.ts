import type { PacketEntry } from '../../protocol/packet.ts';
import type { ClientClaim } from './claim.ts';
import { form } from './form.ts';

const subscribes = { en: 'it subscribes', ja: 'サブスクライブする' };
const filters = ['SUBSCRIBE', 'UNSUBSCRIBE'] as const;

const isShared = ({ fields }: PacketEntry): boolean =>
  [...(fields.subscriptions ?? []).map(({ filter }) => filter), ...(fields.filters ?? [])].some((filter) =>
    filter.startsWith('$share/'),
  );

export const subscribing: readonly ClientClaim[] = [
  form({
    id: 'packets.topic-filter',
    says: {
      en: 'In the topic filters that it subscribes to, wildcards fill a level each, and # is the last',
      ja: 'サブスクライブするトピックフィルターで、ワイルドカードは階層を丸ごと占め、# は末尾にある',
    },
    rules: ['hash', 'plus', 'emptyFilter'],
    types: filters,
    occasion: subscribes,
  }),
  form({
    id: 'subscribe.some-filter',
    says: {
      en: 'SUBSCRIBE and UNSUBSCRIBE have at least one topic filter',
      ja: 'SUBSCRIBE と UNSUBSCRIBE には、トピックフィルターが 1 つ以上ある',
    },
    rules: ['subscribeEmpty', 'unsubscribeEmpty'],
    types: filters,
    occasion: subscribes,
  }),
  form({
    id: 'subscribe.options',
    says: {
      en: 'It subscribes with options that exist: QoS 0 to 2, and no reserved bit',
      ja: 'サブスクライブのオプションは存在するものだけ。QoS は 0 から 2 で、予約ビットは 0',
    },
    rules: ['subscribeReserved', 'subscribeQoS3', 'retainHandling3'],
    besides: { 5: ['MQTT-3.8.3-3'] },
    types: ['SUBSCRIBE'],
    occasion: subscribes,
  }),
  form({
    id: 'subscribe.shared',
    says: {
      en: 'A shared subscription has a name and a topic filter, and no No Local',
      ja: '共有サブスクリプションには名前とトピックフィルターがあり、No Local は付けない',
    },
    rules: ['shareName', 'shareFilter', 'sharedNoLocal'],
    types: filters,
    isMeant: isShared,
    occasion: { en: 'it uses a shared subscription', ja: '共有サブスクリプションを使う' },
  }),
];
