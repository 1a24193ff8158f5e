// Files of versions, read once because a numbered version never changes. Texts are kept by content, so versions share identical files.
import type { FileDiff, VersionFile } from "../../protocol/resources.ts";
import { listFiles, readBytes, readDiff, readFile } from "./api.ts";

/** Keeps results, not failures. */
function remembering<T>() {
  const answers = new Map<string, Promise<T>>();
  return (key: string, load: () => Promise<T>): Promise<T> => {
    const known = answers.get(key);
    if (known) return known;
    const answer = load();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}

const lists = remembering<VersionFile[]>();
const texts = remembering<string>();
const diffs = remembering<FileDiff[]>();

export const filesOf = (appId: string, number: number) => lists(`${appId} ${number}`, () => listFiles(appId, String(number)));

export const textOf = (appId: string, number: number, file: VersionFile) =>
  texts(`${appId} ${file.sha256}`, () => readFile(appId, String(number), file.path));

/** Not kept here: the browser keeps them, and they are large. */
export const bytesOf = (appId: string, number: number, file: VersionFile) => readBytes(appId, String(number), file.path);

export const diffOf = (appId: string, number: number) => diffs(`${appId} ${number}`, () => readDiff(appId, String(number)));
