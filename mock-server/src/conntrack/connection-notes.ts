import type { Flow, TrafficRecord } from '#model/flow.ts';

import type { Direction } from '../lib/direction.ts';

/** What is known of one connection beside what the reference knows. */
export interface ConnectionNotes {
  /** A flow of it that was counted. */
  add(flow: Flow, direction: Direction): void;
  /** A flow of it that is not counted, as another observer reported the same traffic. */
  addSecond(flow: Flow, direction: Direction): void;
  /** An event of it with what is known of it by then. */
  putOn(event: TrafficRecord): TrafficRecord;
  /** Whether it is over when nothing is recorded any more; it is after so long without a flow, in ms. */
  isOver(silenceMs: number): boolean;
}
