// The menu of an app alone: two values, and a server that refuses one name.
import { render } from "preact";
import { ApiError } from "../../../../src/web/requests/api-error.ts";
import { AppMenu } from "../../../../src/web/workbench/app-menu.tsx";
import { kept } from "./stand-in.ts";

const note = kept("setPublicValues", undefined);

render(
  <AppMenu
    publicValues={{ VITE_API_URL: "https://api.example.com/v1", VITE_TITLE: "Tea" }}
    setPublicValues={async (values) => {
      note(values);
      if ("MODE" in values) throw new ApiError(422, "invalid_input", "These names are taken: MODE.");
    }}
  />,
  document.body,
);
