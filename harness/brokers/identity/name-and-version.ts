/** A broker as programs print it: `mosquitto 2.0.21`, or only its name if no version is known. */
export const nameAndVersion = ({
  name,
  version,
}: {
  readonly name: string;
  readonly version?: string | undefined;
}): string => [name, version].filter(Boolean).join(' ');
