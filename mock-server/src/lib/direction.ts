/** Which way a flow goes within its connection; `ab` where connections have one direction. */
export type Direction = 'ab' | 'ba';
