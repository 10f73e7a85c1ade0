import type { Filter } from '#model/filter/filter.ts';
import { all } from '#model/filter/filter.ts';
import { parseFilter } from '#model/filter/language/parse.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { UrlParam } from './url-param.ts';
import { refused, understood } from './url-param.ts';

const KEY = 'off';

/** Conditions that are switched off: they stand in the link, so that they can be switched on again, and do nothing. */
export const offParam: UrlParam<readonly Filter[]> = {
  keys: [KEY],
  decode(raw) {
    const text = raw[KEY];
    if (text === undefined || text.trim() === '') {
      return understood([]);
    }
    const parsed = parseFilter(text);
    if (parsed.ok) {
      return understood(parsed.value.kind === 'all' ? parsed.value.of : [parsed.value]);
    }
    const { code, suggestion } = parsed.error;
    return refused([], { key: KEY, raw: text, code: 'bad-condition', condition: { code, suggestion } });
  },
  encode(conditions) {
    const [only, ...others] = conditions;
    if (only === undefined) {
      return { [KEY]: undefined };
    }
    const isAlone = others.length === 0 && only.kind !== 'all';
    return { [KEY]: printFilter(isAlone ? only : all(...conditions)) };
  },
};
