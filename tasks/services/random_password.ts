/** A password of 24 letters and digits, which no shell or URL must escape. */
export function randomPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return bytes.toBase64().replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 24)
    .padEnd(24, "x");
}
