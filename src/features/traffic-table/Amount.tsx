import { Absent } from '../../ui/Absent.tsx';

type AmountProps = { readonly value: number | undefined; readonly write: (value: number) => string };

/** A number as it is written; a dash when there is none. */
export function Amount({ value, write }: AmountProps) {
  return value === undefined ? <Absent /> : <>{write(value)}</>;
}
