// The version menu and its bar alone: three versions, the newest of which does not load.
import { signal } from "@preact/signals";
import { render } from "preact";
import type { VersionsSlice } from "../../../../src/web/versions/slice.ts";
import { OlderVersionBar, VersionMenu } from "../../../../src/web/versions/version-menu.tsx";
import { kept, versionOf } from "./stand-in.ts";

const olderNumber = signal<number | null>(null);
const broken = versionOf(3, { notices: [{ code: "does_not_load", message: "main.js is missing" }] });

const versions: VersionsSlice = {
  numbered: signal([broken, versionOf(2), versionOf(1)]),
  newestNumber: signal(3),
  number: signal(3),
  olderNumber,
  show: (number) => {
    olderNumber.value = number;
  },
  showNewest: () => {
    olderNumber.value = null;
  },
  restore: kept("restore", Promise.resolve(versionOf(4))),
};

render(
  <>
    <VersionMenu versions={versions} />
    <OlderVersionBar versions={versions} />
  </>,
  document.body,
);
