import { TokenBucket } from '../../room/token-bucket.ts';
import { PhoneClient } from './phone-client.ts';
import { Screen } from './screen.ts';

/** Reactions above this rate are not sent: the broker would take them for a flood. */
const taps = new TokenBucket({ perSecond: 3, burst: 6 });
/** Only the last of several quick votes is sent, after this time in ms. */
const SETTLED = 150;

const { body } = document;
let voting: ReturnType<typeof setTimeout> | undefined;

const screen = new Screen({
  vote: (option) => {
    clearTimeout(voting);
    voting = setTimeout(() => publish(client.own.vote, String(option)), SETTLED);
  },
  react: (name) => {
    if (!taps.take()) return false;
    publish(client.own.reaction, name);
    return true;
  },
  voteAgain: (option) => client.publish(client.own.vote, String(option)),
});
body.append(screen.element);

const client = new PhoneClient(body.dataset.session ?? '', {
  state: (state) => screen.showState(state),
  question: (question) => screen.showQuestion(question ?? undefined),
  tally: (tally) => screen.showTally(tally),
});

function publish(topic: string, payload: string): void {
  client.publish(topic, payload);
  screen.showSent(topic, payload);
}
