import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ContractServer, NOW_MS } from './contract-server.ts';
import { askCsv } from './csv-question.ts';
import { Dice } from './dice.ts';
import { askMetrics } from './metrics-question.ts';
import { Oracle } from './oracle/oracle.ts';
import { askExplain, askFacets } from './own-questions.ts';
import type { Asker, Question } from './questions.ts';
import { askConversations, askExport, askNames, askRecords } from './questions.ts';
import { ValuePool } from './value-pool.ts';

/** `CONTRACT_SEED=7` asks other queries; `CONTRACT_SEED=7:1234` the one that failed alone. */
const [seedText = '1', indexText] = (process.env['CONTRACT_SEED'] ?? '1').split(':');
const SEED = Number(seedText);
const COUNT = 2000;
const AT_ONCE = 4;
/** A kind takes some seconds; much longer on a machine that is busy with other things. */
const TIMEOUT_MS = 300_000;

type Ask = (asker: Asker) => Question;

/** What is asked, and how often in a hundred. */
const KINDS: readonly { readonly name: string; readonly ask: Ask; readonly share: number }[] = [
  { name: 'records', ask: askRecords, share: 27 },
  { name: 'metrics', ask: askMetrics, share: 32 },
  { name: 'JSON lines', ask: askExport, share: 5 },
  { name: 'CSV', ask: askCsv, share: 4 },
  { name: 'conversations', ask: askConversations, share: 15 },
  { name: 'facets', ask: askFacets, share: 6 },
  { name: 'explanations', ask: askExplain, share: 8 },
  { name: 'names', ask: askNames, share: 3 },
];

/** The kind of each index: the same ones again after a hundred. */
const KIND_OF = KINDS.flatMap(({ share }, kind) => Array.from({ length: share }, () => kind));

describe(`random queries of seed ${SEED} agree with a naive reading of all records:`, () => {
  let server: ContractServer;
  let oracle: Oracle;
  let pool: ValuePool;
  let labels: readonly string[];
  let asked = 0;
  let answered = 0;
  beforeAll(async () => {
    server = await ContractServer.start();
    oracle = new Oracle(await server.records(), NOW_MS);
    pool = new ValuePool(oracle.records);
    ({ lokiLabels: labels } = await server.json<{ lokiLabels: readonly string[] }>('/api/frontend-config'));
  });
  afterAll(() => server.stop());

  async function disagreementAt(index: number, ask: Ask): Promise<string | undefined> {
    const question = ask({ dice: new Dice(SEED, index), pool, oracle, labels });
    const answer = await server.get(question.url);
    asked += 1;
    answered += Number(!question.isEmpty);
    const { status = 200 } = question;
    const said = answer.status === status ? question.disagreement(answer) : `${answer.status} ${answer.text}`;
    return said === undefined
      ? undefined
      : [
          `CONTRACT_SEED=${SEED}:${index} fails: ${said}`,
          question.url,
          decodeURIComponent(decodeURIComponent(question.url)),
        ].join('\n');
  }

  test.each(KINDS.map((kind, place) => ({ ...kind, place })))(
    '$name',
    async ({ ask, place }) => {
      const indices = Array.from({ length: COUNT }, (_, index) => index).filter(
        (index) =>
          KIND_OF[index % KIND_OF.length] === place &&
          (indexText === undefined || index === Number(indexText)),
      );
      const wrong: string[] = [];
      const work = async () => {
        for (let index = indices.shift(); index !== undefined && wrong.length < 12; index = indices.shift()) {
          wrong.push(...[await disagreementAt(index, ask)].filter((said) => said !== undefined));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      expect(wrong.join('\n\n')).toBe('');
    },
    TIMEOUT_MS,
  );

  test('and at least a third of them have something to answer with', () => {
    process.stdout.write(`${asked} queries of seed ${SEED}, ${answered} with an answer that is not empty\n`);
    expect(indexText !== undefined || answered * 3 > asked).toBe(true);
  });
});
