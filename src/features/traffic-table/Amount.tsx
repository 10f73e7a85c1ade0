import { Absent } from '../../ui/Absent.tsx';
import { HoverText } from '../../ui/HoverText.tsx';
import type { Writing } from '../../ui/writing.ts';

type AmountProps = {
  readonly value: number | undefined;
  readonly write: (value: number) => string;
  readonly writing: Writing;
};

/** A number as it is written, with the whole of it in a tooltip where it is cut; a dash when there is none. */
export function Amount({ value, write, writing }: AmountProps) {
  if (value === undefined) {
    return <Absent writing={writing} />;
  }
  const written = write(value);
  return <HoverText full={written}>{written}</HoverText>;
}
