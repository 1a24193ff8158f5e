// A page of parts that throw, each inside of the wall that the chat has around it. Loaded by walls.e2e.test.ts.
import { signal } from "@preact/signals";
import { render } from "preact";
import { Markdown } from "../../../../src/web/chat/markdown-view.tsx";
import { PlainText } from "../../../../src/web/chat/plain-text.tsx";
import { Boundary, Pane } from "../../../../src/web/ui/boundary.tsx";

const broken = signal(true);

function Broken({ words }: { words: string }) {
  if (broken.value) throw new RangeError("Maximum call stack size exceeded");
  return <p>{words}</p>;
}

function Page() {
  return (
    <>
      <Boundary instead={() => <PlainText text="**the text** itself" />}>
        <Broken words="the message" />
      </Boundary>
      <Pane>
        <Broken words="the pane" />
      </Pane>
      <Markdown text={"**bold** here"} />
      <button type="button" onClick={() => (broken.value = false)}>
        Mend it
      </button>
    </>
  );
}

render(<Page />, document.body);
