import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { compileFilter } from '../src/model/filter/compile.ts';
import { parseFilter } from '../src/model/filter/language/parse.ts';
import { lowerFilter } from '../src/model/filter/lowering/lower.ts';
import type { TrafficRecord } from '../src/model/flow.ts';

const FLOWS = readFileSync(join(import.meta.dirname, '../mock-server/test/cases/page/edge.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as TrafficRecord);

/** Which flows a typed text finds, by their source ports. */
function found(text: string): readonly unknown[] {
  const parsed = parseFilter(text);
  const lowered = parsed.ok ? lowerFilter(parsed.value) : parsed;
  if (!lowered.ok) {
    throw lowered.error;
  }
  return FLOWS.filter(compileFilter(lowered.value)).map(({ SrcPort }) => SrcPort);
}

describe('what is typed', () => {
  test.each<[text: string, sourcePorts: readonly number[]]>([
    ['src_namespace=ns-1;dst_port=80', [40001]],
    ['src_namespace=ns-1 and dst_port=80', [40001]],
    ['src_namespace=ns-1 or src_namespace=ns-3', [40001, 40003]],
    ["src_namespace='ns-1'", [40001]],
    ['src_namespace=“ns-1”', [40001]],
    ['src_namespace=‘ns-1’', [40001]],
    ['bytes>10M', []],
    ['10.0.1.2', [40001]],
    ['fd00::1', [42003, 42004, 42005]],
    ['10.0.1.2:40001', [40001]],
    ['OATHX01', [40001]],
    ['oath', [40000, 40001, 40002]],
    ['hasOwn', [41002]],
    ['123', [40013, 41005]],
    ['42003', [42003]],
    ['"443"', []],
    ['-1', [40001, 40010, 40011, 40012, 40013, 40014, 40015, 40016, 40017, 40018, 40019, 41001, 41010]],
    ['OATH*', [40000, 40001, 40002]],
    ['constructor or __proto__', [40007, 40008, 41000, 41001]],
    ['not web', FLOWS.flatMap(({ SrcPort }) => (Number(SrcPort) >= 42000 ? [Number(SrcPort)] : []))],
  ])('%s finds what is meant', (text, sourcePorts) => {
    expect(found(text)).toEqual(sourcePorts);
  });

  test('finds the flows of a port by its number alone', () => {
    expect(found('443')).toEqual(
      FLOWS.filter(({ DstPort }) => DstPort === 443).map(({ SrcPort }) => SrcPort),
    );
  });
});
