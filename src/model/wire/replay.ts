import type { Static } from 'typebox';
import {
  Boolean as Bool,
  Integer,
  Literal,
  Number as Num,
  Object as ObjectOf,
  Optional,
  Union,
} from 'typebox';

/** `GET /api/replay`: how the recording is being played. Only of a server that plays one. */
export const ReplayState = ObjectOf({
  /** `recorded`: it was loaded whole, at its own times, and stands still. */
  timeline: Union([Literal('live'), Literal('recorded')]),
  isPaused: Bool(),
  /** How many times faster than it was recorded. */
  speed: Num(),
  /** Whether it begins again when it is over. */
  isLooping: Bool(),
  /** Where in the recording it is, in ms from its start. */
  positionMs: Num(),
  durationMs: Num(),
  /** The replay's own clock, in ms since the epoch: what "now" means in queries. */
  nowMs: Num(),
  /** How often the recording was begun, jumps included. */
  round: Integer(),
});
export type ReplayState = Static<typeof ReplayState>;

/** The speeds that `PATCH /api/replay` takes. */
export const REPLAY_SPEEDS = { minimum: 1, maximum: 60 } as const;

/** `PATCH /api/replay`: what is to be different; answered by the new state. */
export const ReplayChange = ObjectOf(
  {
    isPaused: Optional(Bool()),
    speed: Optional(Num(REPLAY_SPEEDS)),
    isLooping: Optional(Bool()),
    /** Goes on from there: a new round, while time goes on. At most `durationMs`. */
    positionMs: Optional(Num({ minimum: 0 })),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type ReplayChange = Static<typeof ReplayChange>;
