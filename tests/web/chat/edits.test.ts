// Text of messages that are being changed: it stays, or it goes to the composer, or the person is asked.
import { signal } from "@preact/signals";
import { expect, onTestFinished, test } from "vitest";
import type { Message } from "../../../src/protocol/resources.ts";
import { openEdits } from "../../../src/web/chat/edits.ts";
import type { ToastAction } from "../../../src/web/ui/toast.tsx";

const message = (id: string): Message => ({
  id,
  app_id: "app",
  role: "user",
  content: `do ${id}`,
  status: "completed",
  version_id: `run of ${id}`,
  created_at: "2026-01-01T00:00:00.000Z",
});

function open(written: string) {
  const messages = signal([message("a"), message("b")]);
  const draft = signal(written);
  const told: { message: string; action: ToastAction | undefined }[] = [];
  const edits = openEdits({ messages, draft, tell: (text, action) => void told.push({ message: text, action }) });
  onTestFinished(edits.close);
  return { messages, draft, told, edits };
}

test("a text stays while its message does, whatever changes around it", () => {
  const { messages, draft, told, edits } = open("");
  edits.write("a", "changed");
  messages.value = [{ ...message("a"), content: "changed elsewhere" }, message("c")];
  expect(edits.texts.value).toEqual({ a: "changed" });
  expect([draft.value, told]).toEqual(["", []]);
});

test("a message that goes while it is changed leaves its text in an empty composer, and says so", () => {
  const { messages, draft, told, edits } = open(" \n");
  edits.write("a", "changed");
  edits.write("b", "also changed");
  messages.value = [message("b")];
  expect(edits.texts.value).toEqual({ b: "also changed" });
  expect(draft.value).toBe("changed");
  expect(told).toEqual([{ message: expect.stringContaining("another window"), action: undefined }]);
});

test("what stands in the composer is left alone: the text is added when the person says so", () => {
  const { draft, told, edits } = open("half a thought");
  expect(edits.handBack("removed")).toBe(false);
  expect(draft.value).toBe("half a thought");
  told[0]?.action?.act();
  expect(draft.value).toBe("half a thought\n\nremoved");
});

test("after the page was left, nothing is moved any more", () => {
  const { messages, draft, edits } = open("");
  edits.write("a", "changed");
  edits.close();
  messages.value = [];
  expect(draft.value).toBe("");
});
