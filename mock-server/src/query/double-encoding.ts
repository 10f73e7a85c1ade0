/**
 * Undoes the second of two URL encodings, if there was one.
 *
 * NetObserv's front end encodes `filters` twice and HTTP decodes it once; people who write a URL by hand
 * encode it once. Text that is not URL-encoded is left as it is.
 */
export function decodeSecond(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) {
      return text;
    }
    throw error;
  }
}
