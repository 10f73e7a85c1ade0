/** Something that this server answers otherwise than NetObserv's backend, on purpose. Markdown. */
type Difference = {
  readonly what: string;
  readonly netobserv: string;
  readonly here: string;
  readonly why: string;
};

/** All of them, filters first, then lists, exports, metrics and the rest; `differences.test.ts` asks for each. */
export const DIFFERENCES = [
  {
    what: '`>`, `<`, `<=`',
    netobserv: '`>` and `<` are dropped, `<=` finds nothing; `>=` alone works',
    here: 'compare numbers',
    why: 'a condition that is dropped shows what it was to leave out',
  },
  {
    what: 'A condition that cannot be read',
    netobserv: 'is ignored, or a 400 in the words of Loki',
    here: 'a 400 that says where and what is wrong',
    why: 'no answer to another question than the one that was asked',
  },
  {
    what: 'Fields that are not known',
    netobserv: 'find nothing, unless its configuration declares them',
    here: 'are those of any record; what no record has is not set. In `type`, `aggregateBy` and `groups` they are a 400',
    why: 'agents are newer than configurations; a metric of a misspelt field is no metric',
  },
  {
    what: 'Negations (`!=`, `!~`)',
    netobserv: 'want the field to be set, unless it is a label of Loki',
    here: 'exact complements: what is not set passes. [Links](filter-grammar.md#links) keep the meaning that they have there',
    why: 'a filter and its negation are all there is, whichever way it is stored',
  },
  {
    what: 'Names and capitals',
    netobserv:
      'values are regular expressions in the text of a record, and names of fields count from their end: `.` is any character, `Bytes` is `PktDropBytes`, too',
    here: 'names of fields are exact, and so is text after `=`, with its capitals; after `~` capitals do not count. Without `Src` or `Dst` (`Port`) it is either end',
    why: 'what is found holds what was asked for',
  },
  {
    what: 'Lists (`Flags`, `Interfaces`)',
    netobserv: 'a part of any name, whatever the operator: `Flags=SYN` finds `SYN_ACK`',
    here: '`=` is one of the names as a whole, `~` a part of one: `Flags=SYN` is the flag SYN',
    why: 'the same operators mean the same for all fields',
  },
  {
    what: 'A star, a quote, a comma or a space in a value',
    netobserv:
      '`*` is any text, in quotes, too (where a label has one value, it is a star); nothing marks a character as itself, and spaces, brackets and the like are a 400',
    here: '`*` is any text, in quotes, too; `"…"` holds whatever there is, with `\\*`, `\\"` and `\\\\` for what would mean something',
    why: 'names of DNS hold stars, network events hold spaces',
  },
  {
    what: 'Several groups (`|`)',
    netobserv: 'are a query each: each has the whole `limit`, and metrics are added up, averages, too',
    here: 'one question with one limit and one order, in which each record counts once',
    why: 'either end and both directions are groups',
  },
  {
    what: '`namespace`',
    netobserv: 'restricts metrics of `Bytes` and `Packets` alone, and traffic within it counts twice there',
    here: 'restricts everything, and each record counts once',
    why: 'whoever may see one namespace sees nothing else',
  },
  {
    what: '`limit`',
    netobserv: 'has no bound, but Loki refuses more than 5000',
    here: 'up to 10 000, beyond that a 400; none for exports',
    why: 'a page that asks for too much is told so before it waits',
  },
  {
    what: '`limitReached`',
    netobserv: 'when as many came as were asked for, and always without `limit`',
    here: 'when more match',
    why: 'a list that is whole is not said to be cut',
  },
  {
    what: 'Conversations',
    netobserv: 'filters and `limit` are about events, of which a conversation has several',
    here: 'so are those of `/api/loki/flow/records`; those of `/api/conversations` are about conversations',
    why: 'a hundred rows are a hundred conversations, and their counters are totals',
  },
  {
    what: 'A second observer of the same traffic, `showDup`',
    netobserv:
      'lists and exports have the flows of both, there is no `showDup`; metrics tell them apart by direction for `Bytes` and `Packets` alone',
    here: 'its flows are marked `Duplicate` and not counted; lists and exports have them with `showDup=true` (default `false`), metrics where a filter asks for `FlowDirection`',
    why: 'traffic between two nodes counts once',
  },
  {
    what: 'Export',
    netobserv:
      'CSV of one type of records (flow logs), as many as a list would have, with the columns of the first record',
    here: '[CSV, JSON lines, JSON, conn.log](export.md) of all types; without `limit` everything in the order in which it was stored, with it the newest, newest first, as the list has them',
    why: 'a file can be opened again, and says whether it is complete',
  },
  {
    what: 'Top N of metrics',
    netobserv: 'the first N of each instant, so that more than N series come, with gaps',
    here: 'the N series that are greatest (for `min` least) over the whole time, with all of their values',
    why: 'a line of a chart does not come and go',
  },
  {
    what: 'The ends of a time range in metrics',
    netobserv: 'windows are whole, so that the first and the last count records outside of it',
    here: 'cut to it, but where a rate looks back over more than a step',
    why: 'the values of a chart add up to its time range',
  },
  {
    what: 'Metrics of events',
    netobserv: '`endConnection` alone counts, all of it at its instant',
    here: '[what each event adds](adr/0013-metrics-count-what-events-add.md), whichever type is asked for',
    why: 'open conversations count, and bytes when they flowed',
  },
  {
    what: 'What metrics count',
    netobserv:
      '`DnsFlows` are all flows, `count` of a field is a 400, more than 500 series are an error, lists are no labels',
    here: 'flows of DNS; the records that have the field; `limit` of however many; their items with commas between',
    why: 'a question that can be answered is',
  },
  {
    what: 'Lines of events',
    netobserv: 'lack `_RecordType`, which is a label',
    here: 'hold it, too',
    why: "NetObserv's page knows a row by its time and line, in which a heartbeat and the end after it may be the same",
  },
  {
    what: 'Errors',
    netobserv: '`message`, nearly always with 400; a 401 is plain text',
    here: 'a [`Problem`](#refusals) with the status that fits',
    why: 'clients can act on a code and a place',
  },
  {
    what: '`unixTimestamp`',
    netobserv: '0 with records',
    here: "the server's clock",
    why: 'the clock of a browser may be wrong',
  },
] as const satisfies readonly Difference[];
