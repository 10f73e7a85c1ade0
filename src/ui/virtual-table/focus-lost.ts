/** Whether nothing has the focus, or something that is on its way out: a drawer hides before it goes. */
export function isFocusLost(): boolean {
  const { activeElement } = document;
  return (
    activeElement === null ||
    activeElement === document.body ||
    activeElement.closest('[hidden], [data-closes-to-row]') !== null
  );
}
