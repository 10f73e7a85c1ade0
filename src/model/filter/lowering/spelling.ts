import { CONVERSATION_STATUSES } from '../../conversation/conversation.ts';
import { RECORD_TYPES } from '../../event.ts';
import type { FieldFormat, FieldSpec } from '../../fields/field-spec.ts';
import type { NamedNumber } from '../../names/named-number.ts';
import { nameOfNumber } from '../../names/named-number.ts';
import {
  BASE_KINDS,
  DNS_CODES,
  DROP_CAUSE_PREFIX,
  DROP_CAUSES,
  LATER_DROP_CAUSES,
  OWNER_KINDS,
  TCP_FLAGS,
  TCP_STATES,
} from '../../names/network-names.ts';

/** Names that records hold, and the numbers that may be written for them. */
const CODES: Readonly<Partial<Record<FieldFormat, readonly NamedNumber[]>>> = {
  dnsCode: DNS_CODES,
  dropState: TCP_STATES,
  dropCause: DROP_CAUSES,
  tcpFlags: TCP_FLAGS,
};

const WORDS: Readonly<Partial<Record<FieldFormat, readonly string[]>>> = {
  dropCause: LATER_DROP_CAUSES,
  kind: [...BASE_KINDS, ...OWNER_KINDS],
  recordType: RECORD_TYPES,
  conversationStatus: CONVERSATION_STATUSES,
};

/** The formats of which every value is known, so that another is a mistake. */
const CLOSED: readonly FieldFormat[] = ['recordType', 'conversationStatus', 'tcpFlags'];

/** What may be left out before a name. */
const PREFIXES: Readonly<Partial<Record<FieldFormat, string>>> = {
  dropCause: DROP_CAUSE_PREFIX,
  dropState: 'TCP_',
};

/**
 * A word of a closed set as the pipeline writes it: `nxdomain` and `3` are `NXDomain`, `no_socket` is
 * `SKB_DROP_REASON_NO_SOCKET`. Any other text is itself.
 */
export function spellName(text: string, format: FieldFormat | undefined): string {
  if (format === undefined) {
    return text;
  }
  const codes = CODES[format] ?? [];
  const byNumber = isDigits(text) ? nameOfNumber(codes, Number(text)) : undefined;
  const wanted = text.toLowerCase();
  const prefixed = `${PREFIXES[format] ?? ''}${text}`.toLowerCase();
  return (
    byNumber ??
    spellingsOf(format).find((spelling) => [wanted, prefixed].includes(spelling.toLowerCase())) ??
    text
  );
}

/** The words of the closed set that a field is limited to, when a text, as it is spelt, is none of them. */
export function wordsMissed(spelt: string, spec: FieldSpec | undefined): readonly string[] | undefined {
  if (spec?.type === 'boolean') {
    return BOOLEANS.includes(spelt) ? undefined : BOOLEANS;
  }
  const { format } = spec ?? {};
  if (format === undefined || !CLOSED.includes(format)) {
    return undefined;
  }
  const words = spellingsOf(format);
  // Flags may also be the bits of a number.
  const isNumber = format === 'tcpFlags' && isDigits(spelt);
  return isNumber || words.includes(spelt) ? undefined : words;
}

const BOOLEANS = ['true', 'false'];

function spellingsOf(format: FieldFormat): readonly string[] {
  return [...(CODES[format] ?? []).map(({ name }) => name), ...(WORDS[format] ?? [])];
}

function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}
