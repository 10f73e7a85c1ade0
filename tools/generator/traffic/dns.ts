import { lognormal, pickFrom } from '../chance/distributions.ts';
import type { Fragment } from '../reports/lines.ts';
import { fragment } from '../reports/lines.ts';
import type { Random } from '../chance/random.ts';

/** Answers of name servers: the flags are QR, RD and RA with the response code of RFC 1035. */
const ANSWER = {
  found: { flags: 0x8180, code: 'NoError' },
  noSuchName: { flags: 0x8183, code: 'NXDomain' },
  broken: { flags: 0x8182, code: 'ServFail' },
} as const;

const CACHED_MS = 0.8;
const ASKED_ON_MS = 18;
const CLUSTER_DOMAIN = 'cluster.local';

/** The fields of an answer that names an address. */
export function answerFields(name: string, random: Random): Fragment {
  return printAnswer(name, random, ANSWER.found);
}

/** The fields of an answer that does not: the server is in trouble, or the search list made a name of it that no one has. */
export function failingAnswerFields(name: string, random: Random): Fragment {
  return random.happens(0.3)
    ? printAnswer(name, random, ANSWER.broken)
    : printAnswer(
        `${name}.${pickFrom(random, ['svc.cluster.local', 'cluster.local'])}`,
        random,
        ANSWER.noSuchName,
      );
}

function printAnswer(
  name: string,
  random: Random,
  { flags, code }: { readonly flags: number; readonly code: string },
): Fragment {
  const isKnown = name.endsWith(CLUSTER_DOMAIN) || random.happens(0.7);
  const latencyMs = Math.round(lognormal(random, isKnown ? CACHED_MS : ASKED_ON_MS, 0.8));
  return fragment(
    `,"DnsId":${random.below(0x1_0000)},"DnsFlags":${flags},"DnsFlagsResponseCode":"${code}"` +
      `,"DnsLatencyMs":${latencyMs},"DnsName":"${name}"`,
  );
}
