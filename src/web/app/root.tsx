// Shows the page for the current address, and what lies over every page.
import { composerId, focusComposer } from "../composer/focus-composer.ts";
import { HomePage } from "../home/home-page.tsx";
import { Pane } from "../ui/boundary.tsx";
import { MissingPage } from "../ui/missing-page.tsx";
import { Toasts } from "../ui/toast.tsx";
import { WorkbenchPage } from "../workbench/workbench-page.tsx";
import { home } from "./home.ts";
import { route, takeArrival } from "./router.ts";
import { openSettings, Settings } from "./settings.tsx";

function Page() {
  const current = route.value;
  switch (current.page) {
    case "home":
      return <HomePage home={home} />;
    case "app":
      return (
        <WorkbenchPage key={current.id} id={current.id} takeArrival={takeArrival} openSettings={() => void openSettings()} />
      );
    case "missing":
      return <MissingPage title="There is no such page." />;
  }
}

export function Root() {
  const current = route.value;
  return (
    <>
      {current.page !== "missing" && (
        <a
          class="skip-link"
          href={`#${composerId}`}
          onClick={(event) => {
            event.preventDefault();
            focusComposer();
          }}
        >
          Skip to the message field
        </a>
      )}
      <Pane key={current.page === "app" ? current.id : current.page}>
        <Page />
      </Pane>
      <Settings />
      <Toasts />
    </>
  );
}
