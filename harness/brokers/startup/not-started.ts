import { CannotRunError } from '../../base/errors.ts';
import type { Output } from '../../process/output.ts';
import type { Broker } from '../broker.ts';

/** A broker that was started, and the endpoints on which it should answer. */
interface Started {
  /** The name for messages, e.g. `the container of emqx/emqx:5.8.9`. */
  readonly title: string;
  readonly endpoints: Broker['endpoints'];
}

/** The codes of errors that say that the broker answered, and refused. */
const refusals: readonly string[] = ['credentials-required', 'credentials-rejected', 'connection-rejected'];

/** The error for a started broker that does not answer, with the reason from its log. */
export function notStarted(
  output: Output,
  { title, endpoints }: Started,
  ended: boolean,
  cause: unknown,
): CannotRunError {
  if (output.find(/address already in use/i) !== undefined) {
    // Mosquitto names the port on the line before the error.
    const port = output.find(/listen socket on port (\d+)/i)?.[1];
    const where = port ?? Object.values(endpoints).join(', ');
    return new CannotRunError(
      'port-taken',
      {
        en: `${title} can't listen: port ${where} was taken by another program in between`,
        ja: `${title} が待ち受けできません。ポート ${where} を別のプログラムが先に使い始めました`,
      },
      { en: 'run it again', ja: 'もう一度実行してください' },
      { cause },
    );
  }
  // Without a listener in its configuration, Mosquitto 2 cannot be reached through the ports of its container.
  if (output.find(/local only mode/i) !== undefined) {
    return new CannotRunError(
      'local-only-mode',
      {
        en: `${title} is in Mosquitto's 'local only mode': it only takes connections from inside`,
        ja: `${title} は Mosquitto の 'local only mode' で動いていて、内側からの接続しか受け付けません`,
      },
      {
        en: "give its configuration a listener ('listener 1883') and 'allow_anonymous true'",
        ja: "設定に 'listener 1883' と 'allow_anonymous true' を書いてください",
      },
      { cause },
    );
  }
  // On Ubuntu, AppArmor confines the program to /etc/mosquitto. This is the only line it writes about that.
  if (output.find(/unable to open config file/i) !== undefined) {
    return new CannotRunError(
      'program-confined',
      {
        en: `${title} cannot read the configuration written for it (AppArmor, as Ubuntu sets it up?)`,
        ja: `${title} は、用意した設定ファイルを読めません(Ubuntu の AppArmor の制限かもしれません)`,
      },
      {
        en: "lift that with 'sudo aa-disable mosquitto', use Docker, or --broker embedded",
        ja: "'sudo aa-disable mosquitto' で制限を外すか、Docker または --broker embedded を使ってください",
      },
      { cause },
    );
  }
  if (!ended && cause instanceof CannotRunError && refusals.includes(cause.code)) {
    return new CannotRunError(
      'broker-not-started',
      {
        en: `${title} refuses CONNECT: ${cause.what.en}`,
        ja: `${title} が CONNECT を拒否しました: ${cause.what.ja}`,
      },
      {
        en: 'let its configuration accept clients without credentials',
        ja: '認証情報のないクライアントも受け入れる設定にしてください',
      },
      { cause },
    );
  }
  const said = output.complaint === '' ? '' : ` (${output.complaint})`;
  return new CannotRunError(
    ended ? 'broker-ended' : 'broker-not-started',
    ended
      ? { en: `${title} ended while starting${said}`, ja: `${title} が起動中に終了しました${said}` }
      : { en: `${title} does not answer CONNECT${said}`, ja: `${title} が CONNECT に応答しません${said}` },
    {
      en: 'check the image or program by hand, or choose another broker',
      ja: 'イメージやプログラムを単独で動かして確かめるか、別のブローカーを選んでください',
    },
    { cause },
  );
}
