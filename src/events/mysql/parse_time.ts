/**
 * Milliseconds since the epoch of a time as MySQL writes it, in UTC:
 * `2019-10-01`, `2019-10-01 12:30:00` or with up to six decimals, of which the
 * last three are dropped. NaN for a date of zeros, which means "none".
 */
export function parseTime(text: string): number {
  const month = digits(text, 5, 7);
  if (month === 0) return NaN;
  return Date.UTC(
    digits(text, 0, 4),
    month - 1,
    digits(text, 8, 10),
    digits(text, 11, 13),
    digits(text, 14, 16),
    digits(text, 17, 19),
    milliseconds(text),
  );
}

/** The number in a range of a text; what lies past its end counts as zero. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end && at < text.length; at++) {
    value = value * 10 + text.charCodeAt(at) - ZERO;
  }
  return value;
}

function milliseconds(text: string): number {
  const given = Math.min(3, Math.max(0, text.length - 20));
  return digits(text, 20, 23) * 10 ** (3 - given);
}

const ZERO = 48;
