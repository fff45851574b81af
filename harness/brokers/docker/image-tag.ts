/** The image with another tag; the digest of the old tag is removed. Without a tag, the image as it is. */
export function withTag(image: string, tag: string | undefined): string {
  if (tag === undefined) return image;
  const [named = ''] = image.split('@');
  // A colon before the last slash is that of a registry's port.
  return `${named.replace(/:[^:/]*$/, '')}:${tag}`;
}
