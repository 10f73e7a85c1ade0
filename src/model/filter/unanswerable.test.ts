import { describe, expect, test } from 'vitest';

import type { LogType } from '../event.ts';
import { parseFilter } from './language/parse.ts';
import { printFilter } from './language/print.ts';
import { unanswerableConditions } from './unanswerable.ts';

describe('unanswerableConditions', () => {
  test.each<[string, LogType, readonly string[]]>([
    ['duration>5s namespace=shop', 'flowLog', ['duration>5s']],
    ['duration>5s namespace=shop', 'allConnections', []],
    ['tcp_flags=RST bytes>1MB', 'allConnections', ['tcp_flags=RST']],
    ['tcp_flags=RST bytes>1MB', 'flowLog', []],
    ['any(status=open dst_port=80)', 'flowLog', ['status=open']],
    ['not(flows>3) ratio<0', 'flowLog', ['not(flows>3)', 'ratio<0']],
    ['', 'flowLog', []],
  ])('of %j among %s are %j', (text, logType, expected) => {
    const filter = parseFilter(text);
    if (!filter.ok) {
      throw filter.error;
    }
    expect(unanswerableConditions(filter.value, logType).map(printFilter)).toEqual(expected);
  });
});
