import { assertNever } from '../../lib/assert.ts';
import type { Filter } from '../filter.ts';

/** The field of the other end, or direction: `SrcPort` ↔ `DstPort`, `Bytes_AB` ↔ `Bytes_BA`; others stay. */
export function swapField(field: string): string {
  const end = /^(Xlat)?(Src|Dst)(?=[A-Z])/.exec(field);
  if (end) {
    const [prefix, xlat = '', side] = end;
    return `${xlat}${side === 'Src' ? 'Dst' : 'Src'}${field.slice(prefix.length)}`;
  }
  if (field.endsWith('_AB') || field.endsWith('_BA')) {
    return `${field.slice(0, -3)}${field.endsWith('_AB') ? '_BA' : '_AB'}`;
  }
  return field;
}

/** A lowered filter with source and destination exchanged: holds for a record when it holds for its mirror image. */
export function swapEnds(filter: Filter): Filter {
  switch (filter.kind) {
    case 'match':
      return { ...filter, field: swapField(filter.field) };
    case 'all':
    case 'any':
      return { ...filter, of: filter.of.map(swapEnds) };
    case 'not':
    case 'eitherWay':
      return { ...filter, of: swapEnds(filter.of) };
    default:
      return assertNever(filter);
  }
}
