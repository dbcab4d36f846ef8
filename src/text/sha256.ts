import { createHash } from 'node:crypto';

/** SHA-256 of the text in UTF-8, in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same in base64, as policies for browsers write it. */
export function sha256Base64(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
