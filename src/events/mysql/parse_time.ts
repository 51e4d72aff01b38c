/**
 * Milliseconds since the epoch of a time as MySQL writes it, in UTC:
 * `2019-10-01`, `2019-10-01 12:30:00` or with up to six decimals, of which the
 * last three are dropped. NaN for a date of zeros, which means "none".
 */
export function parseTime(text: string): number {
  return dayOf(text) + HOUR * digits(text, 11, 13) +
    MINUTE * digits(text, 14, 16) + SECOND * digits(text, 17, 19) +
    milliseconds(text);
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const ZERO = 48;

/** The day read last: times come in order more often than not. */
let last = { text: "", time: NaN };

function dayOf(text: string): number {
  if (last.text !== "" && text.startsWith(last.text)) return last.time;
  const day = text.slice(0, 10);
  const month = digits(day, 5, 7);
  const time = month === 0
    ? NaN
    : Date.UTC(digits(day, 0, 4), month - 1, digits(day, 8, 10));
  last = { text: day, time };
  return time;
}

/** The number in a range of a text; what lies past its end counts as zero. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  const stop = Math.min(end, text.length);
  for (let at = start; at < stop; at++) {
    value = value * 10 + text.charCodeAt(at) - ZERO;
  }
  return value;
}

function milliseconds(text: string): number {
  if (text.length <= 20) return 0;
  const value = digits(text, 20, 23);
  return text.length === 21
    ? value * 100
    : text.length === 22
    ? value * 10
    : value;
}
