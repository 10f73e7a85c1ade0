/** Puts a text on the clipboard. Rejects where there is none: pages not served over HTTPS or from this machine. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
