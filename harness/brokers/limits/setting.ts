/** A setting of a broker, e.g. `queue_qos0_messages`. */
export interface Setting {
  readonly setting: string;
  /** The page that documents it. */
  readonly link: string;
}

/** The settings that one page documents: takes a setting's name. */
export const documentedAt =
  (link: string) =>
  (setting: string): Setting => ({ setting, link });
