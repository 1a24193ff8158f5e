// Files of versions: list, read, compare, and write by hand.
import * as v from "valibot";
import { diffQuery, filesQuery, uploadQuery } from "../../protocol/requests.ts";
import { fileDiff, version, versionFile } from "../../protocol/resources.ts";
import type { Operation } from "../operation.ts";
import * as examples from "./examples.ts";
import { json } from "./forms.ts";

/** A body of bytes. */
const bytes = v.pipe(v.string(), v.description("Bytes"));

const kept = ["ETag", "Cache-Control", "Vary"] as const;
const notModified = { description: "It is what `If-None-Match` names.", headers: kept };

export const listFiles = {
  id: "listFiles",
  method: "GET",
  path: "/api/apps/{id}/versions/{ref}/files",
  action: "file.list",
  tag: "Files",
  summary: "List a version's files",
  description: "With `contents=true` each file brings its text: a whole app in one answer, at most 5 MB.",
  query: filesQuery,
  headers: ["If-None-Match"],
  answers: {
    200: {
      description: "The files, by path.",
      content: json(v.object({ files: v.array(versionFile) })),
      headers: kept,
      example: { files: [examples.file] },
    },
    304: notModified,
  },
} as const satisfies Operation;

export const readFile = {
  id: "readFile",
  method: "GET",
  path: "/api/apps/{id}/versions/{ref}/files/{path}",
  action: "file.read",
  tag: "Files",
  summary: "Read a file",
  description:
    "A text as `text/plain`. A picture or another binary file as a download of `application/octet-stream`, whole or in part; `content_type` in the list says what it is.",
  headers: ["If-None-Match", "Range", "If-Range"],
  answers: {
    200: {
      description: "The text, or all bytes.",
      content: { "text/plain": v.string(), "application/octet-stream": bytes },
      headers: kept,
    },
    206: {
      description: "The bytes of `Range`.",
      content: { "application/octet-stream": bytes },
      headers: [...kept, "Content-Range", "Accept-Ranges", "Content-Disposition"],
    },
    304: notModified,
  },
  errors: ["bad_request", "range_not_satisfiable"],
} as const satisfies Operation;

export const diffVersion = {
  id: "diffVersion",
  method: "GET",
  path: "/api/apps/{id}/versions/{ref}/diff",
  action: "file.compare",
  tag: "Files",
  summary: "Differences to another version, by default to the one before",
  query: diffQuery,
  headers: ["If-None-Match"],
  answers: {
    200: { description: "The files that differ.", content: json(v.object({ files: v.array(fileDiff) })), headers: kept },
    304: notModified,
  },
} as const satisfies Operation;

export const writeFile = {
  id: "writeFile",
  method: "PUT",
  path: "/api/apps/{id}/files/{path}",
  action: "file.write",
  tag: "Files",
  summary: "Write one file: a new version at once",
  description:
    "Text in UTF-8 (1.5 MB at most), or a picture, font, sound or other binary file (10 MB). What it is, its content says; `Content-Type` is not looked at.",
  headers: ["If-Match"],
  body: {
    type: "text/plain",
    schema: v.string(),
    example: "# Notes\n",
    also: { "application/octet-stream": bytes },
  },
  answers: { 201: { description: "The new version.", content: json(v.object({ version })) } },
  errors: [
    "bad_request",
    "invalid_input",
    "precondition_required",
    "run_in_progress",
    "too_large",
    "unavailable",
    "unsupported_media_type",
    "version_moved_on",
  ],
} as const satisfies Operation;

export const writeFiles = {
  id: "writeFiles",
  method: "PUT",
  path: "/api/apps/{id}/files",
  action: "file.write",
  tag: "Files",
  summary: "Write several files: one new version",
  description:
    "A form whose fields are named like the files' paths, or a ZIP archive, which is unpacked: 25 MB at most, packed and unpacked. Files that are not named stay as they are.",
  query: uploadQuery,
  headers: ["If-Match"],
  body: { type: "application/zip", schema: bytes, also: { "multipart/form-data": v.record(v.string(), bytes) } },
  answers: { 201: { description: "The new version.", content: json(v.object({ version })) } },
  errors: [
    "bad_request",
    "invalid_input",
    "precondition_required",
    "run_in_progress",
    "too_large",
    "unavailable",
    "unsupported_media_type",
    "version_moved_on",
  ],
} as const satisfies Operation;
