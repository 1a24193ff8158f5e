// A menu at the end of a line that cuts what is larger than itself, a button after it, and a frame as the preview has one.
import { render } from "preact";
import { Menu, MenuItems } from "../../../../src/web/ui/menu.tsx";
import { kept } from "./stand-in.ts";

const words = ["First", "Second", "Third"];

render(
  <>
    <div style={{ display: "flex", justifyContent: "end", overflow: "hidden", height: "2em" }}>
      <Menu label="More" trigger="More">
        {(close) => <MenuItems close={close} items={words.map((text) => ({ words: text, act: kept(text, undefined) }))} />}
      </Menu>
    </div>
    <button type="button">After</button>
    <p>Elsewhere</p>
    <iframe title="A page" srcdoc="<p>in the frame</p>" />
  </>,
  document.body,
);
