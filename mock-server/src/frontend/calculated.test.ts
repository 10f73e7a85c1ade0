import { describe, expect, test } from 'vitest';

import { parseCalculated } from './calculated.ts';

describe('parseCalculated', () => {
  test.each([
    ['[SrcPort,DstPort]', ['SrcPort', 'DstPort'], []],
    ['[ column.A , column._B ]', [], ['A', '_B']],
    ["kubeObject('Node','',SrcK8S_HostName,0)", ['SrcK8S_HostName'], []],
    ["kubeObject(T,N,M,1) or concat(SrcAddr,':',SrcPort)", ['T', 'N', 'M', 'SrcAddr', 'SrcPort'], []],
    ['substract(column.CollectionTime,TimeFlowEndMs)', ['TimeFlowEndMs'], ['CollectionTime']],
    ['multiply(TimeReceived,1000) ', ['TimeReceived'], []],
    ["concat(a,' or ',b) or [c]", ['a', 'b', 'c'], []],
  ])('reads what %s speaks of', (text, fields, columns) => {
    expect(parseCalculated(text)).toEqual({ ok: true, value: { fields, columns } });
  });

  test.each([
    ['', 'must begin with a list or one of concat, kubeObject, substract, multiply, not ""'],
    ['SrcPort', 'must begin with a list or one of concat, kubeObject, substract, multiply, not "SrcPort"'],
    [
      'subtract(a,b)',
      'must begin with a list or one of concat, kubeObject, substract, multiply, not "subtract"',
    ],
    [
      'toString(a)',
      'must begin with a list or one of concat, kubeObject, substract, multiply, not "toString"',
    ],
    ['[a,b', 'must end its list with ]'],
    ['[]', 'must end its list with ]'],
    ['[a,[b]]', 'must end its list with ]'],
    ['multiply a', 'must have arguments in brackets after multiply'],
    ['concat(a', 'must have arguments in brackets after concat'],
    ['multiply(a)', 'must give multiply 2 arguments, not 1'],
    ['kubeObject(a,b,c)', 'must give kubeObject 4 arguments, not 3'],
    ['[a] [b]', 'must have " or " between what is tried one after the other'],
    ['[a] or', 'must begin with a list or one of concat, kubeObject, substract, multiply, not ""'],
    ["concat(a,'b)", 'cannot be read from "\'b)" on'],
    ['concat(a; b)', 'cannot be read from "; b)" on'],
  ])('says what is wrong with %j', (text, error) => {
    expect(parseCalculated(text)).toEqual({ ok: false, error });
  });
});
