/** Shows SVG in one output of a cell, which each call draws anew. */
export function liveOutput(): (svg: string) => Promise<void> {
  const id = crypto.randomUUID();
  let isShown = false;
  return async (svg) => {
    const kind = isShown ? "update_display_data" : "display_data";
    isShown = true;
    await Deno.jupyter.broadcast(kind, {
      data: { "text/html": svg },
      metadata: {},
      transient: { display_id: id },
    });
  };
}
