import type { LabCluster, LabFeature, LabProcess } from '../cluster.ts';
import type { Sight } from '../sight.ts';

/** What the lab plays: a cluster, what runs in it, and what a person shall see in the recording. */
export type Scenario = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** How long the capture runs. */
  readonly seconds: number;
  readonly cluster: LabCluster;
  /** What the agents tell besides flows; nothing without it. */
  readonly features?: readonly LabFeature[];
  /** Programs that it needs beyond what all need, by the Debian package that has them. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Configuration files by name; `{work}` in them stands for the working directory. */
  readonly files: Readonly<Record<string, string>>;
  /** Size of `data.bin` in the working directory: something to download. */
  readonly dataBytes: number;
  /** Commands that run to their end, one after the other, before there is a network; with `{work}`. */
  readonly prepare?: readonly (readonly string[])[];
  readonly processes: readonly LabProcess[];
  /** What the captures keep, in libpcap's filter language (pcap-filter(7)); everything without it. */
  readonly captureFilter?: string;
  readonly sights: readonly Sight[];
};
