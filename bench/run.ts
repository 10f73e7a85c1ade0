import { benchConntrack } from './conntrack.ts';
import { benchIngest } from './ingest.ts';
import { benchLoad } from './load.ts';
import { benchNetObserv } from './netobserv.ts';
import { benchQuery } from './query.ts';
import { benchScroll } from './scroll.ts';

/** `npm run bench`: every benchmark, each beside its yardstick. Numbers with their machine: `README.md`. */
benchConntrack();
await benchIngest();
await benchLoad();
await benchQuery();
await benchNetObserv();
await benchScroll();
