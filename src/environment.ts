/** Values of the environment that the product reads, and nothing else does. */
export function readEnvironment(): {
  noColor: boolean;
  commit?: string;
  /** Where public evaluation data lies. */
  evaluationData?: string;
} {
  const commit = Deno.env.get("CI_COMMIT_SHA") ?? Deno.env.get("GITHUB_SHA");
  const evaluationData = Deno.env.get("NEXTCART_DATA");
  return {
    noColor: Deno.env.get("NO_COLOR") !== undefined,
    ...(evaluationData === undefined ? {} : { evaluationData }),
    ...(commit === undefined ? {} : { commit }),
  };
}
