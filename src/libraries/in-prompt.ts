// The libraries as the prompt names them: the usual ones with what they are for, the others by name. The prompt is read in every round, so it is short.
import { libraries } from "./list.ts";

export const promptedLibraries: string = libraries
  .filter(({ prompt }) => prompt === true)
  .map(
    ({ name, files, purpose }) =>
      `${files?.[0]?.[0]?.startsWith(`${name}/`) && name !== "lucide-react" ? files[0][0] : name} (${purpose})`,
  )
  .join(", ");

export const otherLibraries: string = libraries
  .filter(({ prompt }) => prompt !== true)
  .map(({ name }) => name)
  .join(", ");
