// A run that leaves an app which does not load: the chat names what is wrong, leads to the line, and asks for a fix that mends it.
import { expect, test } from "vitest";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { send, setStage, tab } from "./stage.ts";

const { control, visitor, serverUrl } = setStage();

const page = (title: string) =>
  `<!doctype html>\n<html lang="en"><head><title>${title}</title></head><body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>\n`;
const main =
  "import { createRoot } from 'react-dom/client';\nimport { Board } from './Board';\n\ncreateRoot(document.getElementById('root')!).render(<Board />);\n";
const board = (tag: string) =>
  `import { useState } from 'react';\n${"\n// The rows of the board.".repeat(60)}\nfunction Column() {\n  const [count, setCount] = useState(0);\n  return <button onClick={() => setCount(count + 1)}>{count} tasks</button>;\n}\n\nexport function Board() {\n  return <main><h1>Board</h1><${tag} /></main>;\n}\n`;

test("is amber in the chat, and its problems lead to the code", async () => {
  const { page: window } = await visitor();
  const prompt = unique("a board");
  await control().scenario(
    prompt,
    turn(writeFile("index.html", page("Board")), writeFile("src/main.tsx", main), writeFile("src/Board.tsx", board("Colunm"))),
    ...Array.from({ length: 4 }, () => turn(finishApp("A board with columns."))),
  );
  await control().scenario("Fix what is wrong", turn(writeFile("src/Board.tsx", board("Column"))), turn(finishApp("It loads.")));
  await window.goto(serverUrl());
  await send(window, prompt);
  await window.getByText("built, with 1 problem").waitFor();
  const problems = window.getByRole("region", { name: "Problems" });
  await problems.getByText(/Colunm.*Did you mean "Column"\?/).waitFor();

  await problems.getByRole("button", { name: /^src\/Board\.tsx:\d+$/ }).click();
  const code = window.getByRole("region", { name: "Text of src/Board.tsx" });
  await code.waitFor();
  const isSeen = () =>
    window.locator(".code-problem").evaluate((mark) => {
      const [line, pane] = [mark, mark.closest(".code-scroll")].map((element) => element?.getBoundingClientRect());
      return line !== undefined && pane !== undefined && line.top >= pane.top && line.bottom <= pane.bottom;
    });
  await expect.poll(isSeen).toBe(true);

  await window.getByRole("button", { name: "Fix it" }).click();
  await window.getByText("v2").first().waitFor();
  await window.getByRole("button", { name: /^v2/ }).first().waitFor();
  await tab(window, "Preview").click();
  await window.locator("iframe").first().contentFrame().getByText("0 tasks").waitFor();
  // What the first version has wrong stays with it.
  expect(await problems.count()).toBe(1);
});
