// What an answer holds, whoever asks knows.
// deno-lint-ignore no-explicit-any
type Json = any;

/**
 * Sends a request, with a body of JSON where there is one.
 *
 * @returns The answer's body, parsed where it is JSON.
 * @throws {Error} where the answer is no success: what it says.
 */
export async function ask(
  method: string,
  url: string,
  body?: unknown,
): Promise<Json> {
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${text}`);
  const isJson = response.headers.get("content-type")?.includes("json");
  return isJson ? JSON.parse(text) : text;
}
