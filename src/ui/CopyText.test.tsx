import { afterEach, describe, expect, test, vi } from 'vitest';

import { copyText } from './copy-text.ts';

/** A page that is served over HTTP under another name than localhost: it has no clipboard, and may copy what is selected. */
function withoutClipboard(copy: () => boolean) {
  vi.stubGlobal('navigator', {});
  Object.defineProperty(document, 'execCommand', { configurable: true, value: copy });
}

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, 'execCommand');
  document.body.replaceChildren();
});

describe('copying without a clipboard', () => {
  test('copies the text as it would be selected, and leaves focus and page as they were', async () => {
    const copied: string[] = [];
    withoutClipboard(() => {
      const box = document.activeElement;
      if (box instanceof HTMLTextAreaElement) {
        copied.push(box.value.slice(box.selectionStart, box.selectionEnd));
      }
      return true;
    });
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    await copyText('a\n"b"');
    expect(copied).toEqual(['a\n"b"']);
    expect(document.activeElement).toBe(button);
    expect(document.querySelector('textarea')).toBeNull();
  });

  test('says so where the browser does not allow that either', async () => {
    withoutClipboard(() => false);
    await expect(copyText('a')).rejects.toThrow('did not copy');
    expect(document.querySelector('textarea')).toBeNull();
  });
});
