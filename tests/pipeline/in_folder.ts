/** A folder with these files, which is removed after the test. */
export async function inFolder(
  files: Readonly<Record<string, string>>,
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "nextcart-pipeline-" });
  try {
    for (const [path, text] of Object.entries(files)) {
      const whole = `${folder}/${path}`;
      await Deno.mkdir(whole.slice(0, whole.lastIndexOf("/")), {
        recursive: true,
      });
      await Deno.writeTextFile(whole, text);
    }
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
