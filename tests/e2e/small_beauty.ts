/** Users who buy items in a circle: 1, 2, …, 9, 1, …. */
const USERS = Array.from(
  { length: 90 },
  (_, user) =>
    [`u${user}`, ...Array.from({ length: 6 }, (_, at) => 1 + (user + at) % 9)]
      .join(" "),
);

/** Of each item one attribute. */
const ATTRIBUTES = Object.fromEntries(
  Array.from({ length: 9 }, (_, at) => [at + 1, [at % 3]]),
);

/** Writes a small shop under the names of the public Beauty data. */
export async function writeBeauty(folder: string): Promise<void> {
  await Deno.mkdir(`${folder}/amazon`);
  const beauty = `${folder}/amazon/Beauty`;
  await writeGzip(`${beauty}.txt.gz`, USERS.join("\n") + "\n");
  await writeGzip(
    `${beauty}_item2attributes.json.gz`,
    JSON.stringify(ATTRIBUTES),
  );
}

async function writeGzip(path: string, text: string): Promise<void> {
  const stream = new Blob([text]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(path, stream);
}
