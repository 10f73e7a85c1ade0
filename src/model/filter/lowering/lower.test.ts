import { describe, expect, test } from 'vitest';

import type { Filter } from '../filter.ts';
import { all, any, match, not } from '../filter.ts';
import { lowerFilter } from './lower.ts';
import { parseFilter } from '../language/parse.ts';

function lowered(text: string): Filter {
  const parsed = parseFilter(text);
  const result = parsed.ok ? lowerFilter(parsed.value) : parsed;
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

describe('lowerFilter', () => {
  test.each<[string, Filter]>([
    ['', all()],
    ['src_namespace=a', match('SrcK8S_Namespace', '=', 'a')],
    ['protocol=TCP,17', match('Proto', '=', '6', '17')],
    ['dst_port=https', match('DstPort', '=', '443')],
    ['dscp=EF', match('Dscp', '=', '46')],
    ['node_direction=inner', match('FlowDirection', '=', '2')],
    ['dns_flag_response_code=3,noerror', match('DnsFlagsResponseCode', '=', 'NXDomain', 'NoError')],
    ['bytes>=10MB', match('Bytes', '>=', '10000000')],
    ['duration>1.5m', match('_DurationMs', '>', '90000')],
    ['ratio<-0.9', match('_Ratio', '<', '-0.9')],
    ['eitherway(ratio<=-.50)', any(match('_Ratio', '<=', '-0.5'), match('_Ratio', '>=', '0.5'))],
    ['time_flow_rtt>5ms', match('TimeFlowRttNs', '>', '5000000')],
    ['status=OPEN', match('_Status', '=', 'open')],
    ['Proto=udp', match('Proto', '=', '17')],
    ['"Odd field"=x', match('Odd field', '=', 'x')],
    ['address=10.0.0.0/8', any(match('SrcAddr', '=', '10.0.0.0/8'), match('DstAddr', '=', '10.0.0.0/8'))],
    [
      'namespace=a name=b protocol=6',
      all(
        any(
          all(match('SrcK8S_Namespace', '=', 'a'), match('SrcK8S_Name', '=', 'b')),
          all(match('DstK8S_Namespace', '=', 'a'), match('DstK8S_Name', '=', 'b')),
        ),
        match('Proto', '=', '6'),
      ),
    ],
    [
      'all(namespace=a) all(namespace=b)',
      all(
        any(match('SrcK8S_Namespace', '=', 'a'), match('DstK8S_Namespace', '=', 'a')),
        any(match('SrcK8S_Namespace', '=', 'b'), match('DstK8S_Namespace', '=', 'b')),
      ),
    ],
    ['port!=80', all(match('SrcPort', '!=', '80'), match('DstPort', '!=', '80'))],
    ['src_kind=pod,Node', match('SrcK8S_Type', '=', 'Pod', 'Node')],
    ['src_kind=Deployment,Rollout', match('SrcK8S_OwnerType', '=', 'Deployment', 'Rollout')],
    [
      'src_kind=Pod,Deployment',
      any(match('SrcK8S_Type', '=', 'Pod'), match('SrcK8S_OwnerType', '=', 'Deployment')),
    ],
    [
      'src_kind!=Pod,Deployment',
      not(any(match('SrcK8S_Type', '=', 'Pod'), match('SrcK8S_OwnerType', '=', 'Deployment'))),
    ],
    ['dst_kind~pod', match('DstK8S_Type', '~', 'pod')],
    ['dst_kind~set', any(match('DstK8S_Type', '~', 'set'), match('DstK8S_OwnerType', '~', 'set'))],
    ['dst_kind=""', match('DstK8S_Type', '=', '')],
    [
      'src_resource=Pod.a.b.c',
      any(
        all(
          match('SrcK8S_Type', '=', 'Pod'),
          match('SrcK8S_Namespace', '=', 'a'),
          match('SrcK8S_Name', '=', 'b.c'),
        ),
      ),
    ],
    [
      'dst_resource!=Node.n1.example,Deployment.a.b',
      not(
        any(
          all(match('DstK8S_Type', '=', 'Node'), match('DstK8S_Name', '=', 'n1.example')),
          all(
            match('DstK8S_OwnerType', '=', 'Deployment'),
            match('DstK8S_Namespace', '=', 'a'),
            match('DstK8S_OwnerName', '=', 'b'),
          ),
        ),
      ),
    ],
    [
      'eitherway(src_name=a dst_port=443 bytes.ab>5)',
      any(
        all(match('SrcK8S_Name', '=', 'a'), match('DstPort', '=', '443'), match('Bytes_AB', '>', '5')),
        all(match('DstK8S_Name', '=', 'a'), match('SrcPort', '=', '443'), match('Bytes_BA', '>', '5')),
      ),
    ],
  ])('turns %j into conditions on record fields', (text, filter) => {
    expect(lowered(text)).toEqual(filter);
  });

  test.each<[string, Filter, string]>([
    ['a value that is no number', match('port', '=', 'x'), 'not-a-port'],
    ['an operator that the filter does not take', match('namespace', '>', '5'), 'operator-not-allowed'],
    ['a wrong value deep inside', any(all(not(match('src_address', '=', 'x')))), 'not-an-address'],
  ])('refuses %s', (_name, filter, code) => {
    expect(lowerFilter(filter)).toMatchObject({ ok: false, error: { code } });
  });

  test('names the value that is wrong', () => {
    expect(lowerFilter(match('dst_port', '=', '80', 'htps'))).toMatchObject({
      error: { field: 'dst_port', op: '=', value: 'htps', valueIndex: 1, suggestion: 'https' },
    });
  });
});
