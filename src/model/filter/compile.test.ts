import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '../flow.ts';
import { compileFilter } from './compile.ts';
import { lowerFilter } from './lowering/lower.ts';
import { parseFilter } from './language/parse.ts';

function passes(text: string, record: TrafficRecord): boolean {
  const parsed = parseFilter(text);
  const lowered = parsed.ok ? lowerFilter(parsed.value) : parsed;
  if (!lowered.ok) {
    throw lowered.error;
  }
  return compileFilter(lowered.value)(record);
}

const web: TrafficRecord = {
  SrcK8S_Namespace: 'shop',
  SrcK8S_Name: 'web-1',
  SrcK8S_Type: 'Pod',
  SrcK8S_OwnerType: 'Deployment',
  SrcAddr: '10.0.0.5',
  SrcPort: 40000,
  DstK8S_Namespace: 'data',
  DstK8S_Name: 'db',
  DstK8S_Type: 'Service',
  DstAddr: 'fd00::5',
  DstPort: '5432',
  Proto: 6,
  Bytes: 1500,
  Flags: ['SYN', 'ACK'],
  IfDirections: [0, 1],
  SrcK8S_Zone: '',
  DnsId: null,
};

describe('a compiled filter', () => {
  test.each<[string, boolean]>([
    ['', true],
    ['any()', false],
    ['src_namespace=shop', true],
    ['src_namespace=Shop', false],
    ['src_namespace=sho', false],
    ['src_namespace=sho*', true],
    ['src_namespace="sho*"', true],
    ['src_namespace="sho\\*"', false],
    ['src_namespace~HO', true],
    ['src_namespace!~HO', false],
    ['src_namespace=data,shop', true],
    ['src_namespace!=data,shop', false],
    ['src_zone=""', true],
    ['src_zone!=""', false],
    ['dns_id=""', true],
    ['host_name=""', true],
    ['host_name!=x', true],
    ['src_host_name=*', false],
    ['src_namespace!=""', true],
    ['namespace=data', true],
    ['namespace=shop name=web-1', true],
    ['namespace=shop name=db', false],
    ['all(namespace=shop) all(name=db)', true],
    ['namespace!=other', true],
    ['namespace!=data', false],
    ['not(namespace=data)', false],
    ['kind=Service', true],
    ['kind=Deployment', true],
    ['src_kind=Service,Deployment', true],
    ['src_kind!=Service,Deployment', false],
    ['dst_kind!=Deployment', true],
    ['resource=Pod.shop.web-1', true],
    ['resource=Pod.shop.web-*', true],
    ['resource=Pod.shop.db', false],
    ['resource!=Pod.shop.web-1', false],
    ['resource=Pod.a.b,Service.data.db', true],
    ['src_address=10.0.0.0/8', true],
    ['src_address=10.0.0.1-10.0.0.9', true],
    ['src_address!=10.0.0.0/8', false],
    ['src_address=::ffff:10.0.0.5', true],
    ['dst_address=FD00:0::5', true],
    ['dst_address=fd00::/8', true],
    ['address=fd00::5', true],
    ['src_address~10.0', true],
    ['src_address=10.0.*', true],
    ['dst_port=postgresql', true],
    ['dst_port>5000', true],
    ['dst_port>=5432', true],
    ['dst_port<5432', false],
    ['port=5432,80', true],
    ['port<1024', false],
    ['protocol=TCP', true],
    ['protocol!=TCP', false],
    ['bytes>1kB', true],
    ['bytes<=1.5kB', true],
    ['packets>0', false],
    ['not(packets>0)', true],
    ['packets<5', false],
    ['tcp_flags=SYN', true],
    ['tcp_flags=FIN', false],
    ['tcp_flags!=SYN', false],
    ['ifdirections=Egress', true],
    ['ifdirections>1', false],
    ['eitherway(src_name=db dst_name=web-1)', true],
    ['eitherway(src_name=db dst_name=db)', false],
    ['any(src_name=db dst_name=db)', true],
    ['src_name=web-1 not(dst_name=db)', false],
    ['"DstPort">5000', true],
    ['"Nothing"=""', true],
  ])('%j: %s', (text, expected) => {
    expect(passes(text, web)).toBe(expected);
  });

  test('tells a value that is no address from every address', () => {
    const odd = { SrcAddr: 'unknown' };
    expect(passes('src_address=0.0.0.0/0', odd)).toBe(false);
    expect(passes('src_address!=0.0.0.0/0', odd)).toBe(true);
    expect(passes('src_address~unk', odd)).toBe(true);
  });

  test('compares text that is no number with nothing', () => {
    expect(passes('src_port>0', { SrcPort: 'http' })).toBe(false);
    expect(passes('src_port!=""', { SrcPort: 'http' })).toBe(true);
  });
});
