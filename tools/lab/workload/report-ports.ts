/** The port from which the job asks again and again: connections of their own that share one id. */
export const REUSED_PORT = 45_123;

/** The port at which the job's log connection starts. */
export const IDLE_PORT = 45_614;
