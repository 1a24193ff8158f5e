// What keeps a version from loading: each problem with its place, which opens the code there.
import { TriangleAlert } from "lucide";
import type { Version } from "../../protocol/resources.ts";
import { Icon } from "../ui/icon.tsx";
import { blockingProblems } from "../words/completed.ts";
import { number } from "../words/numbers.ts";
import type { ChatSlice } from "./slice.ts";

/** Problems listed at once: the first ones usually cause the others. */
const shownProblems = 5;

export function Problems({ version, chat }: { version: Version; chat: Pick<ChatSlice, "showFile"> }) {
  const blocking = blockingProblems(version);
  if (blocking.length === 0) return null;
  const more = blocking.length - shownProblems;
  return (
    <section class="problems" aria-label="Problems">
      <p class="problems-title">
        <Icon icon={TriangleAlert} />
        {blocking.length === 1 ? "A problem keeps this version from loading." : "These problems keep this version from loading."}
      </p>
      <ul>
        {blocking.slice(0, shownProblems).map(({ path, line, column, message }) => (
          <li key={`${path}:${line}:${column}`}>
            <button
              type="button"
              class="link file-path"
              title={`Show line ${line} of ${path}`}
              onClick={() => chat.showFile(path, { line, number: version.number })}
            >
              <bdi dir="ltr">
                {path}:{line}
              </bdi>
            </button>
            <span>{message}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="muted">{number(more)} more</p>}
    </section>
  );
}
