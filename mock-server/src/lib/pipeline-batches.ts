/** How flowlogs-pipeline makes batches: at so many flows, or after so much time, in ms. */
export const PIPELINE_BATCH = { flows: 1000, ms: 5000 } as const;
