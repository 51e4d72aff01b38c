import { projectFolder } from "../../src/setup/runtime_folder.ts";

/** The project's own folder for services and their data; git ignores it. */
export const servicesFolder = `${projectFolder}/.services`;
