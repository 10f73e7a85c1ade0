/** The name of an export: `export-YYYY-MM-DD-HH-MM` in UTC, as NetObserv's backend has it, and an ending. */
export function exportName(nowMs: number, ending: string): string {
  const minute = new Date(nowMs).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
  return `export-${minute.replaceAll(/[T:]/g, '-')}.${ending}`;
}
