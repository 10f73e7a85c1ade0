import { Absent } from '../../ui/Absent.tsx';
import type { Writing } from '../../ui/writing.ts';

type AmountProps = {
  readonly value: number | undefined;
  readonly write: (value: number) => string;
  readonly writing: Writing;
};

/** A number as it is written; a dash when there is none. */
export function Amount({ value, write, writing }: AmountProps) {
  return value === undefined ? <Absent writing={writing} /> : <>{write(value)}</>;
}
