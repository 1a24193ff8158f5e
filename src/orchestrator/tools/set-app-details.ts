// set_app_details: name and description of the app, kept when the run completes.
import * as v from "valibot";
import { appDescriptionMaxCharacters, appNameMaxCharacters } from "../../protocol/constants.ts";
import { defineTool, done, failed } from "./define.ts";

export const setAppDetails = defineTool({
  name: "set_app_details",
  description: "Set the app's name (two to four words) and a one-sentence description.",
  entries: {
    name: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(appNameMaxCharacters))),
    description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(appDescriptionMaxCharacters))),
  },
  writes: true,
  title: ({ name }) => (name ? `Name the app ${name}` : "Describe the app"),
  run({ name, description }, { details }) {
    if (name === undefined && description === undefined) return failed("Give a name, a description or both.");
    if (name !== undefined) details.appName = name;
    if (description !== undefined) details.appDescription = description;
    return done("Set.", name ?? "Description set");
  },
});
