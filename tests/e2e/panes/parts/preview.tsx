// The preview alone: an app at an address of its own, whose page the test answers.
import { signal } from "@preact/signals";
import { render } from "preact";
import { PreviewPane } from "../../../../src/web/preview/preview-pane.tsx";
import { kept } from "./stand-in.ts";

render(
  <PreviewPane
    preview={{
      ...{ appName: signal("Tea counter"), appUrl: signal("http://app.preview.test/"), olderNumber: signal(null) },
      ...{ number: signal(1), whyEmpty: signal(null) },
      renewLink: kept("renewLink", Promise.resolve()),
      write: kept("write", undefined),
    }}
  />,
  document.body,
);
