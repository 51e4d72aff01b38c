/**
 * The command that goes on with an interrupted run; where runs are kept is told
 * if that is not the usual folder.
 */
export function resumeCommand(
  stage: "train" | "tune",
  { folder, id }: { folder: string; id: string },
): string {
  const runs = folder.slice(0, folder.lastIndexOf("/"));
  const where = runs === "runs" ? "" : ` --runs ${runs}`;
  return `deno task ${stage} --resume ${id}${where}`;
}
