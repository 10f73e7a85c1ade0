import type { LabelFilter, LabelMatcher, LogQuery } from './log-query.ts';

/** A piece of a query as it is written, and where in it Loki's parser stumbles. */
type Piece = { readonly text: string; readonly fault?: Fault };
type Fault = { readonly offset: number; readonly message: string };

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LITERAL_ENDS = 'literal not terminated';

/** The text of a query, as NetObserv's backend writes it. */
export function printLogQuery(query: LogQuery): string {
  return piecesOf(query)
    .map(({ text }) => text)
    .join('');
}

/**
 * What Loki says of a query that is not LogQL; `undefined` where it is.
 *
 * NetObserv's backend puts values into its queries as they are, and lets quotes through: a quote ends a text too
 * early. `before` is what the query is written in: columns count from its beginning.
 */
export function syntaxFault(query: LogQuery, before: string): string | undefined {
  let column = before.length + 1;
  for (const { text, fault } of piecesOf(query)) {
    if (fault !== undefined) {
      return `parse error at line 1, col ${column + fault.offset}: ${fault.message}`;
    }
    column += text.length;
  }
  return undefined;
}

function piecesOf({ selector, lineFilters, labelFilters }: LogQuery): readonly Piece[] {
  return [
    { text: '{' },
    ...selector.flatMap((matcher, index) => [{ text: index === 0 ? '' : ',' }, matcherPiece(matcher)]),
    { text: '}' },
    ...lineFilters.map(({ operator, pattern }) => rawPiece(operator, pattern)),
    { text: labelFilters.length === 0 ? '' : '|json' },
    ...labelFilters.flatMap((alternatives) =>
      alternatives.flatMap((filter, index) => [{ text: index === 0 ? '|' : ' or ' }, filterPiece(filter)]),
    ),
  ];
}

function matcherPiece({ label, operator, value }: LabelMatcher): Piece {
  const text = `${label}${operator}"${value}"`;
  return operator === '>='
    ? faulty(text, label.length, 'syntax error: unexpected >=, expecting = or =~ or !~ or !=')
    : quotedPiece(`${label}${operator}`, value, '} or ,');
}

function filterPiece(filter: LabelFilter): Piece {
  const start = `${filter.label}${filter.operator}`;
  const piece = comparisonPiece(start, filter);
  return NAME.test(filter.label) ? piece : faulty(piece.text, 0, 'syntax error: unexpected IDENTIFIER');
}

function comparisonPiece(start: string, filter: LabelFilter): Piece {
  switch (filter.kind) {
    case 'pattern':
      return rawPiece(start, filter.pattern);
    case 'ip': {
      const piece = quotedPiece(`${start}ip(`, filter.pattern, ')');
      return { ...piece, text: `${piece.text})` };
    }
    case 'number': {
      const text = `${start}${filter.value}`;
      return NUMBER.test(filter.value) ? { text } : faulty(text, start.length, unexpected(filter.value));
    }
    case 'text': {
      const piece = quotedPiece(start, filter.value);
      const isCompared = filter.operator === '>=';
      return isCompared ? faulty(piece.text, start.length, 'syntax error: unexpected STRING') : piece;
    }
  }
}

/** Text in backticks, of which nothing but a backtick means anything. */
function rawPiece(start: string, content: string): Piece {
  const text = `${start}\`${content}\``;
  return content.includes('`') ? faulty(text, text.length - 1, LITERAL_ENDS) : { text };
}

/** Text in double quotes. A quote in it ends it; `expected` is what may follow then. */
function quotedPiece(start: string, content: string, expected?: string): Piece {
  const text = `${start}"${content}"`;
  const end = content.indexOf('"');
  if (end === -1) {
    return { text };
  }
  const rest = `${content.slice(end + 1)}"`;
  const expecting = expected === undefined ? '' : `, expecting ${expected}`;
  const message = rest === '"' ? LITERAL_ENDS : `${unexpected(rest)}${expecting}`;
  return faulty(text, start.length + end + 2, message);
}

function faulty(text: string, offset: number, message: string): Piece {
  return { text, fault: { offset, message } };
}

function unexpected(rest: string): string {
  const token = /^\d/.test(rest) ? 'NUMBER' : rest.startsWith('"') ? 'STRING' : 'IDENTIFIER';
  return `syntax error: unexpected ${token}`;
}
