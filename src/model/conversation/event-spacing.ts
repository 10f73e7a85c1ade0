/**
 * The events of a conversation are at most so far apart, in ms: heartbeat interval, end timeout, and what an agent
 * may be late by (the operator's defaults: 30 s, 10 s).
 */
export const EVENTS_APART_MS = 60_000;
