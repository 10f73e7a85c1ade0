import { describe, expect, test } from 'vitest';

import { parseFilter } from '#model/filter/language/parse.ts';
import { conditionsOf } from '#model/filter/conditions.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import { conditionText, plainConditionText } from './condition-text.ts';

const t = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
  key.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name]));

function conditionOf(text: string) {
  const parsed = parseFilter(text);
  return conditionsOf(parsed.ok ? parsed.value : EVERYTHING).conditions[0] ?? EVERYTHING;
}

describe('a condition', () => {
  test.each([
    ['dst_port=80', 'Destination port is 80'],
    ['dst_port=80,8080', 'Destination port is 80 or 8080'],
    ['dst_port!=80,8080,5432', 'Destination port is not 80, 8080 or 5432'],
    ['dst_port>=80', 'Destination port at least 80'],
    ['not(dst_port>=80)', 'Destination port not at least 80'],
    ['not(dst_port!=80)', 'Destination port is 80'],
    ['not(src_name~web)', 'Source name does not contain web'],
    ['protocol=6,17', 'Protocol is TCP or UDP'],
    ['dns_id=""', 'DNS ID is not set'],
    ['dns_id!=""', 'DNS ID is set'],
    ['not(dns_id="")', 'DNS ID is set'],
    ['dns_id=0,""', 'DNS ID is 0 or not set'],
    ['dns_id!=0,""', 'DNS ID is set and is not 0'],
    ['src_zone!~"",eu', 'Source zone is set and does not contain eu'],
    ['id=0123456789abcdef', 'Conversation 01234567…'],
    ['id!=0123456789abcdef', 'Conversation is not 01234567…'],
    ['name=" a "', 'Name is “ a ”'],
    ['port=1,2,3,4,5,6,7,8,9,10', 'Port is 1, 2, 3, 4, 5, 6, 7, 8 or 2 others'],
    ['web-*', 'Name, owner, namespace or address is web-*'],
    ['not 443', 'No port, name, owner or namespace is 443'],
    ['not(any(port=80 port=443))', 'not(any(port=80 port=443))'],
    ['SrcMac=aa', 'Source MAC address is aa'],
    ['PktDropPackets>=1', 'Dropped packets at least 1'],
  ])('%s reads %s', (text, expected) => {
    expect(plainConditionText(conditionOf(text), { t, locale: 'en-GB' })).toBe(expected);
  });

  test('joins values as the language does, and tells them from the words between', () => {
    expect(conditionText(conditionOf('port=80,443,53'), { t, locale: 'de' })).toEqual([
      { kind: 'words', text: 'Port is ' },
      { kind: 'value', text: '80' },
      { kind: 'words', text: ', ' },
      { kind: 'value', text: '443' },
      { kind: 'words', text: ' oder ' },
      { kind: 'value', text: '53' },
    ]);
  });
});
