// The first screen alone: two apps, two models.
import { signal } from "@preact/signals";
import { render } from "preact";
import { HomePage } from "../../../../src/web/home/home-page.tsx";
import { appOf, kept, modelOf } from "./stand-in.ts";

const apps = [appOf({ id: "one", name: "Tea counter" }), appOf({ id: "two", name: "Sales board", does_not_load: true })];

render(
  <HomePage
    home={{
      models: signal([modelOf("gpt-5", { default: true }), modelOf("gpt-5-mini")]),
      create: kept("create", Promise.resolve()),
      listApps: () => Promise.resolve({ apps, next_cursor: null }),
      renameApp: kept("renameApp", Promise.resolve()),
      deleteApp: kept("deleteApp", Promise.resolve()),
      openSettings: kept("openSettings", undefined),
    }}
  />,
  document.body,
);
