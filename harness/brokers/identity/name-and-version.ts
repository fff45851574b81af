/** A broker as programs print it: `mosquitto 2.0.21`, or its name alone where no version is known. */
export const nameAndVersion = ({
  name,
  version,
}: {
  readonly name: string;
  readonly version?: string | undefined;
}): string => [name, version].filter(Boolean).join(' ');
