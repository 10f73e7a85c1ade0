/**
 * Puts a text on the clipboard. Rejects where the browser does not allow it.
 *
 * A page that is served over HTTP under another name than localhost has no clipboard of its own: there the text is
 * selected and copied as Ctrl+C would.
 */
export async function copyText(text: string): Promise<void> {
  // Absent outside of secure contexts, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard !== undefined) {
    await clipboard.writeText(text);
  } else if (!copySelected(text)) {
    throw new Error('the browser did not copy');
  }
}

type WithCommands = { execCommand: (command: string) => boolean };

/** Copies by a text box that is there for that moment alone; the focus goes back where it was. */
function copySelected(text: string): boolean {
  const { activeElement, body } = document;
  const box = document.createElement('textarea');
  box.value = text;
  box.readOnly = true;
  box.setAttribute('aria-hidden', 'true');
  box.className = 'netobserv-plugin__visually-hidden';
  // Within a dialog, which gives the focus to nothing outside of it.
  (activeElement?.closest('[role="dialog"]') ?? body).append(box);
  box.focus();
  box.select();
  try {
    // An old way, and the only one without a secure context.
    return (document as WithCommands).execCommand('copy');
  } finally {
    box.remove();
    if (activeElement instanceof HTMLElement) {
      activeElement.focus();
    }
  }
}
