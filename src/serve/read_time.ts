/** A date, a time of day and a zone, of which the last two may be absent. */
const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const NUMBER = /^\d+(\.\d+)?$/;

/**
 * The time that a field of an event tells, in ms since the epoch; undefined
 * where it tells none. As in preparing, a time without a zone is UTC, wherever
 * the server stands.
 *
 * @param value Seconds or milliseconds since the epoch, or ISO 8601.
 * @param format As the shop's columns have it: `epoch_s`, or any other.
 */
export function readTime(
  value: string | number | boolean,
  format: string,
): number | undefined {
  const isNumber = typeof value === "number" ||
    (format.startsWith("epoch_") && NUMBER.test(String(value)));
  const time = isNumber
    ? Number(value) * (format === "epoch_s" ? 1000 : 1)
    : isoTime(String(value));
  return Number.isFinite(time) ? time : undefined;
}

function isoTime(text: string): number {
  const [, date, time = "00:00", zone = "Z"] = ISO.exec(text) ?? [];
  const isUtc = /^(Z|UTC)$/i.test(zone);
  const offset = isUtc ? "Z" : zone.replace(/(\d{2}):?(\d{2})$/, "$1:$2");
  return Date.parse(`${date}T${time}${offset}`);
}
