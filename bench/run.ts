import { benchConntrack } from './conntrack.ts';

/** `npm run bench`: every benchmark, each beside its yardstick. Numbers with their machine: `README.md`. */
benchConntrack();
