/** Ports that the client binds itself, so that its conversations can be told apart. */
export const BUSY_PORT = 45300;
export const IDLE_PORT = 45301;
export const HELD_PORT = 45302;
export const SELDOM_REUSED_PORT = 45200;
export const OFTEN_REUSED_PORT = 45201;
export const REUSED_UDP_PORT = 45202;
