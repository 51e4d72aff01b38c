import type { z } from "zod";
import { ServiceError } from "./service_error.ts";

/**
 * 422, naming the first fault that a schema found.
 *
 * @param whole What is at fault where no part of it is named.
 */
export function unprocessable(
  { issues }: Pick<z.ZodError, "issues">,
  whole: string,
): ServiceError {
  const issue = issues[0]!;
  const at = issue.path.map(String).join(".") || whole;
  return ServiceError.unprocessable(`${at}: ${issue.message}`);
}
