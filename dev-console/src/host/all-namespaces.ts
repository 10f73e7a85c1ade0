/** The console's word for "all namespaces", where a namespace is expected. */
export const ALL_NAMESPACES = '#ALL_NS#';
