/** A difference with its sign and four decimals: `+0.0012`, `−0.0400`. */
export function signed(value: number): string {
  return (value < 0 ? "−" : "+") + Math.abs(value).toFixed(4);
}
