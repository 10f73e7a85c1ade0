import { benchConntrack } from './conntrack.ts';
import { benchIngest } from './ingest.ts';
import { benchScroll } from './scroll.ts';

/** `npm run bench`: every benchmark, each beside its yardstick. Numbers with their machine: `README.md`. */
benchConntrack();
await benchIngest();
await benchScroll();
