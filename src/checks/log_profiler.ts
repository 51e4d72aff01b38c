import type { LogStudy } from "../sql/log_study.ts";
import type { LogProfile } from "./log_profile.ts";
import { profileSelects } from "./profile_selects.ts";
import { readProfile } from "./read_profile.ts";

/** Has an SQL engine make the profile of a log while it prepares it. */
export class LogProfiler implements LogStudy {
  #profile: LogProfile | undefined;
  /** Counts the log, see {@link profileSelects}. */
  readonly selects: LogStudy["selects"] = profileSelects;

  /** Undefined before an engine has read the log, or where none does. */
  get profile(): LogProfile | undefined {
    return this.#profile;
  }

  /** Makes the profile of what was counted. */
  read(...[folder, columns]: Parameters<LogStudy["read"]>): void {
    this.#profile = readProfile(folder, columns);
  }
}
