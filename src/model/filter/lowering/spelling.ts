import { CONVERSATION_STATUSES } from '../../conversation/conversation.ts';
import { RECORD_TYPES } from '../../event.ts';
import type { FieldFormat } from '../../fields/field-spec.ts';
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
  const byNumber = /^\d+$/.test(text) ? nameOfNumber(codes, Number(text)) : undefined;
  const wanted = text.toLowerCase();
  const prefixed = `${PREFIXES[format] ?? ''}${text}`.toLowerCase();
  const spellings = [...codes.map(({ name }) => name), ...(WORDS[format] ?? [])];
  return (
    byNumber ?? spellings.find((spelling) => [wanted, prefixed].includes(spelling.toLowerCase())) ?? text
  );
}
