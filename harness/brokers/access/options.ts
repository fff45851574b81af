import { same } from '../../base/text.ts';
import { aFile, aName, type Options, type Values } from '../../process/command/command.ts';

/** The options of a command that connects to a broker that is already running: how it is reached, and by whom. */
export const accessOptions = {
  ca: {
    value: aFile,
    en: 'for a URL: certificates of the authorities to trust, in PEM',
    ja: 'URL の場合: 信頼する認証局の証明書(PEM)',
  },
  cafile: { value: aFile, en: 'the same, as mosquitto_pub calls it', ja: '同じもの(mosquitto_pub での名前)' },
  cert: { value: aFile, en: "the client's certificate, in PEM", ja: 'クライアントの証明書(PEM)' },
  key: { value: aFile, en: 'its private key, in PEM', ja: 'その秘密鍵(PEM)' },
  alpn: {
    value: aName,
    multiple: true,
    en: 'protocol to offer in TLS, e.g. x-amzn-mqtt-ca',
    ja: 'TLS で提示するプロトコル。例: x-amzn-mqtt-ca',
    default: [],
  },
  servername: {
    value: aName,
    en: 'name of the server in TLS, if it is not the host of the URL',
    ja: 'TLS でのサーバー名(URL のホスト名と違う場合)',
  },
  insecure: {
    en: "do not check the broker's certificate: anybody may be listening",
    ja: 'ブローカーの証明書を確かめない(盗み聞きされうる)',
  },
  username: {
    value: aName,
    en: 'user name; the password is asked for, or comes from MQTT_PASSWORD or --password-file',
    ja: 'ユーザー名。パスワードは入力するか、MQTT_PASSWORD か --password-file で',
  },
  'password-file': {
    value: aFile,
    en: 'a file whose first line is the password',
    ja: '1 行目にパスワードを書いたファイル',
  },
  'client-id': {
    value: { en: 'PATTERN', ja: '形' },
    en: 'for brokers that prescribe client ids: {name} stands for our own, as in sensors-{name}',
    ja: 'クライアント ID に決まりがあるブローカー用。{name} に本来の ID が入る。例: sensors-{name}',
  },
  sigv4: {
    value: { en: 'REGION', ja: 'リージョン' },
    en: 'AWS IoT Core over wss://: signs with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN',
    ja: 'wss:// での AWS IoT Core: AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKEN で署名する',
  },
  'azure-sas': {
    en: 'Azure IoT Hub: makes the SAS token of the device in --client-id; its key is in AZURE_IOT_DEVICE_KEY or --password-file',
    ja: 'Azure IoT Hub: --client-id のデバイスの SAS トークンを作る。キーは AZURE_IOT_DEVICE_KEY か --password-file で',
  },
  'sas-minutes': {
    value: same('N'),
    en: 'how long that token is valid',
    ja: 'そのトークンの有効期間(分)',
    otherwise: same('60'),
  },
  header: {
    value: { en: 'NAME:VALUE', ja: '名前:値' },
    multiple: true,
    en: 'header of the WebSocket request',
    ja: 'WebSocket のリクエストに付けるヘッダー',
    default: [],
  },
  proxy: {
    value: same('URL'),
    en: 'HTTP or SOCKS proxy: http://host:3128, socks5://host:1080',
    ja: 'HTTP または SOCKS のプロキシ: http://host:3128、socks5://host:1080',
  },
} as const satisfies Options;

export type AccessValues = Values<typeof accessOptions>;
