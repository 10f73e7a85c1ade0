/**
 * A flow log with the labels of its stream as fields: what the line says goes before what a label says.
 *
 * Loki takes some fields out of the line and makes them labels; which ones is configured. What is no object stays
 * what it is, so that it can be told.
 */
export function mergeLabels(labels: readonly unknown[], flow: unknown): unknown {
  if (typeof flow !== 'object' || flow === null || Array.isArray(flow)) {
    return flow;
  }
  return { ...mergedLabels(labels), ...flow };
}

function mergedLabels(labels: readonly unknown[]): object {
  return Object.assign(
    {},
    ...labels.filter((some) => typeof some === 'object' && !Array.isArray(some)),
  ) as object;
}
