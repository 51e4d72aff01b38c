/**
 * How many requests each version of a model has answered.
 *
 * @param metrics What the server says of itself, in the form of Prometheus.
 * @param model Its name.
 */
export function answeredByVersion(
  metrics: string,
  model: string,
): Map<string, number> {
  const counts = new Map<string, number>();
  const lines = metrics.matchAll(
    /^ts_inference_requests_total\{(.*)\} (\d+)/gm,
  );
  for (const [, labels, count] of lines) {
    const label = (name: string) =>
      new RegExp(`\\b${name}="([^"]*)"`).exec(labels!)?.[1];
    const version = label("model_version");
    if (label("model_name") !== model || version === undefined) continue;
    counts.set(version, (counts.get(version) ?? 0) + Number(count));
  }
  return counts;
}
