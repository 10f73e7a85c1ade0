import type { Scenario } from './scenario.ts';
import { TOUR } from './tour.ts';

/** Everything that the lab can play, the one to be shown first at the head. */
export const SCENARIOS: readonly Scenario[] = [TOUR];
