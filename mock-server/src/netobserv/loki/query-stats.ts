/** What one query took, in the shape of Loki's statistics; times are not measured here. */
export function lokiStats(entries: number) {
  return {
    summary: {
      bytesProcessedPerSecond: 0,
      linesProcessedPerSecond: 0,
      totalBytesProcessed: 0,
      totalLinesProcessed: 0,
      execTime: 0,
      queueTime: 0,
      subqueries: 0,
      totalEntriesReturned: entries,
      splits: 1,
      shards: 1,
      totalPostFilterLines: 0,
      totalStructuredMetadataBytesProcessed: 0,
    },
  };
}
