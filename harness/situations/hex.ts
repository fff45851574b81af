/** The bytes of a text in hexadecimal, with spaces between fields. */
export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
