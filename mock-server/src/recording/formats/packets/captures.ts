import { basename } from 'node:path';

import type { TrafficRecord } from '#model/flow.ts';

import type { Intake } from '../../decode/intake.ts';
import type { InputFile } from '../../input/input-file.ts';
import { Meter } from '../../meter/meter.ts';
import type { TunnelView } from '../../meter/tshark-layers.ts';
import { PacketNames } from './packet-names.ts';
import { PacketReading } from './packet-reading.ts';

/** A capture with where to tell what is not read of it. */
export type Capture = { readonly file: InputFile; readonly intake: Intake };

/**
 * The flow logs of captures of packets, of one or several that are opened together: decoded by tshark and metered as
 * NetObserv's agent does, with evictions at every full 5 s.
 *
 * Several captures may have seen the same packets, as those of the two ends of a connection: as with the interfaces of
 * one agent, a packet counts where its flow was seen first, for as long as that capture lasts, and the flow tells
 * all that saw it in `Interfaces`. The flow logs go to the first capture's intake.
 */
export async function* readCaptures(
  captures: readonly Capture[],
  tunnels: TunnelView,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  const [first] = captures;
  if (first === undefined) {
    return undefined;
  }
  const observers = namesOf(captures.map(({ file }) => file.label));
  const readings = captures.map(
    ({ file, intake }, index) => new PacketReading({ file, intake, tunnels, observer: observers[index] }),
  );
  const names = new PacketNames();
  const meter = new Meter({ evictionPhaseUs: 0 });
  const add = (flows: readonly TrafficRecord[]) => {
    for (const flow of flows) {
      first.intake.addDecoded(names.nameEnds(flow));
    }
  };
  try {
    await Promise.all(readings.map((reading) => reading.load()));
    let open = readings.filter(({ next }) => next !== undefined);
    while (open.length > 0) {
      const oldest = open.reduce((one, other) => (timeOf(other) < timeOf(one) ? other : one));
      const { next } = oldest;
      if (next !== undefined) {
        names.learn(next.packet, next.comments);
        add(meter.push(next.packet));
      }
      if (oldest.advance()) {
        continue;
      }
      yield first.intake.take();
      if ((await oldest.load()) === undefined) {
        meter.endObserver(oldest.observer, next?.packet.timeUs ?? 0);
        open = open.filter((reading) => reading !== oldest);
      }
    }
    add(meter.flush());
    for (const reading of readings) {
      reading.tell();
    }
    yield first.intake.take();
  } finally {
    await Promise.all(readings.map((reading) => reading.stop()));
  }
  return undefined;
}

/** What several captures are called, each in its own way: without their folders where that tells them apart. */
function namesOf(labels: readonly string[]): readonly (string | undefined)[] {
  if (labels.length === 1) {
    return [undefined];
  }
  const names = labels.map((label) => basename(label));
  return new Set(names).size === names.length ? names : labels;
}

function timeOf({ next }: PacketReading): number {
  return next?.packet.timeUs ?? Infinity;
}
