import type { TrafficRecord } from '#model/flow.ts';

import type { Intake } from '../decode/intake.ts';
import type { InputFile } from '../input/input-file.ts';
import type { FileOrder } from '../order/oldest-first.ts';
import type { Unit } from '../tally.ts';

/** How files of one kind are read. */
export interface Format {
  readonly name: string;
  readonly order: FileOrder;
  /** What its entries are counted in. */
  readonly unit: Unit;
  /** Decoded once, when the recording is opened, and read from its flow logs from then on. */
  readonly isDecodedOnce: boolean;
  /** The records in the order of the file, some at a time; what is none is left out and told to the intake. */
  read(file: InputFile, intake: Intake): AsyncGenerator<readonly TrafficRecord[], undefined>;
}
