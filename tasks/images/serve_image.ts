import { InputError } from "../../src/errors.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import { newestArchive } from "../serve/newest_archive.ts";

/**
 * Path of the archive that the image is tried with: that of the last training.
 *
 * @throws {Unavailable} where there is none.
 */
export async function archiveToServe(): Promise<string> {
  try {
    return await Deno.realPath(await newestArchive("runs"));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new Unavailable(error.message);
  }
}

/**
 * Asks a server for the bestsellers, then for what goes with the first of them.
 *
 * @throws {InputError} where it does not recommend five products.
 */
export async function askForProducts(url: string): Promise<void> {
  const [{ name }] = (await (await fetch(`${url}/v2/models`)).json()).models;
  const [bestsellers] = await predict(url, { name, data: [] });
  const [product_id] = bestsellers.product_ids;
  const [answer] = await predict(url, { name, data: [{ product_id }] });
  if (answer.popular === true || answer.product_ids.length !== 5) {
    throw new InputError(`${url} recommends ${JSON.stringify(answer)}`);
  }
}

async function predict(
  url: string,
  { name, data }: { name: string; data: readonly object[] },
) {
  const response = await fetch(`${url}/predictions/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ data }),
  });
  if (response.ok) return await response.json();
  throw new InputError(`${url} answers ${response.status}`);
}
