import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compileGlob } from '#model/lib/glob.ts';

import { compileGoRegexp, compileWholeGoRegexp } from './regexp.ts';

describe('compileGoRegexp', () => {
  test.each<[string, string, boolean]>([
    ['Port":80[,}]', '"DstPort":80,"Proto":6', true],
    ['Port":80[,}]', '"DstPort":8080}', false],
    ['Flags":\\[(?i)[^]]*syn[^]]*]', '"Flags":["ACK","SYN_ACK"]', true],
    ['Flags":\\[(?i)[^]]*syn[^]]*]', '"Flags":["ACK"],"Name":["SYN"]', false],
    ['Name":"(?i)[^"]*web.*"', '"Name":"My-WEB-1"', true],
    ['Name":"(?i)[^"]*web.*"', '"name":"web"', false],
    ['Name":"(?i)a"|Name":"b"', '"NAME":"B"', true],
    ['Name":"a"|Name":"b"', '"NAME":"B"', false],
    ['((?i)a)b', 'AB', false],
    ['(?i:a)b', 'Ab', true],
    ['(?i)a(?-i:b)c', 'AbC', true],
    ['(?i)a(?-i)bc', 'ABC', false],
    ['(1[5-9]|[1-9][0-9]{2,})', '150', true],
    ['[*-9]', '+', true],
    ['a{,2}', 'a{,2}', true],
    ['a}]', 'a}]', true],
    ['^.*x$', 'a\nx', true],
    ['^*a', 'a', true],
    ['a+?b??', 'a', true],
    ['a\\.b', 'axb', false],
    ['[\\]a]', ']', true],
    ['[a-]', '-', true],
  ])('%s on %s: %s', (pattern, text, isMatch) => {
    expect(matches(compileGoRegexp(pattern), text)).toBe(isMatch);
  });

  test.each([
    ['([x-9])', 'invalid character class range: `x-9`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['a{2}*', 'invalid nested repetition operator: `{2}*`'],
    ['*a', 'missing argument to repetition operator: `*`'],
    ['a|+', 'missing argument to repetition operator: `+`'],
    ['(a', 'missing closing ): `(a`'],
    ['a)', 'unexpected ): `a)`'],
    ['[a', 'missing closing ]: `[a`'],
    ['a\\', 'trailing backslash at end of expression: ``'],
    ['(?x)a', 'invalid or unsupported Perl syntax: `(?x`'],
  ])('says of %s what Go says', (pattern, message) => {
    expect(compileGoRegexp(pattern)).toEqual({ ok: false, error: `error parsing regexp: ${message}` });
  });

  test('is quick where trying everything would take for ever', () => {
    const text = `"Name":"${'a'.repeat(5000)}"`;
    expect(matches(compileGoRegexp(`Name":"(?i)[^"]*${'a.*'.repeat(30)}b.*"`), text)).toBe(false);
    expect(matches(compileWholeGoRegexp(`${'.*a'.repeat(30)}.*b`), text)).toBe(false);
    expect(matches(compileGoRegexp('a{5,2}'), text)).toBe(false);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'B', 'c', '-', '_', ':', '/', ',') });

  test('finds any text in itself, escaped by nobody', () => {
    fc.assert(
      fc.property(word, word, word, (before, text, after) => {
        expect(matches(compileGoRegexp(text), before + text + after)).toBe(true);
      }),
    );
  });

  test('takes an asterisk with a dot before it for anything, whatever the case if that is said', () => {
    const parts = fc.array(word, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, word, parts, (pattern, text, inserted) => {
        const candidate = pattern.flatMap((part, at) => [part, inserted[at] ?? '']).join('');
        for (const tried of [text, candidate]) {
          const isGlob = compileGlob(pattern.join('*'))(tried);
          expect(matches(compileWholeGoRegexp(pattern.join('.*')), tried)).toBe(isGlob);
          const isFolded = compileGlob(pattern.join('*').toLowerCase())(tried.toLowerCase());
          expect(matches(compileWholeGoRegexp(`(?i)${pattern.join('.*')}`), tried)).toBe(isFolded);
        }
      }),
    );
  });
});

function matches(compiled: ReturnType<typeof compileGoRegexp>, text: string): boolean {
  return compiled.ok && compiled.value.test(text);
}
