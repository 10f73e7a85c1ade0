import { assertNever } from '../../lib/assert.ts';
import type { Filter, FilterValue, Match, Operator } from '../filter.ts';

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

/** What compares the other way round when the number is negated. */
const REVERSED: Readonly<Partial<Record<Operator, Operator>>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
};

/** The opposite of a number as it is written; text that is none stays. */
function opposite(value: FilterValue): FilterValue {
  if (value.kind === 'pattern' || value.text === '' || !(Number(value.text) < 0 || Number(value.text) > 0)) {
    return value;
  }
  return {
    kind: 'text',
    text: value.text.startsWith('-') ? value.text.slice(1) : `-${value.text.replace('+', '')}`,
  };
}

/** A condition on a number that changes its sign when the directions are exchanged (`_Ratio`), for the other way. */
export function swapSign(match: Match): Match {
  return { ...match, op: REVERSED[match.op] ?? match.op, values: match.values.map(opposite) };
}

/** A lowered filter with source and destination exchanged: holds for a record when it holds for its mirror image. */
export function swapEnds(filter: Filter): Filter {
  switch (filter.kind) {
    case 'match':
      return filter.field === '_Ratio' ? swapSign(filter) : { ...filter, field: swapField(filter.field) };
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
