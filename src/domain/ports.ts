// What use cases need of the world, in their own words: the store and the hub put their adapters to it (store/records.ts, hub/remote.ts). All answers are
// plain data. What fails in a way that nobody here can do anything about throws.

import type { LibrarySource } from "../libraries/cdn/finder.ts";
import type { ResolvedLibraries } from "../libraries/libraries.ts";
import type { Mode } from "../protocol/requests.ts";
import type { Account, App, FileProblem, Message, Notice, Usage, Version, VersionFile } from "../protocol/resources.ts";
import type { BinaryContent } from "../workspace/binary.ts";
import type { Changes } from "../workspace/change-set.ts";
import type { Credential } from "./actor.ts";
import type { RepeatKey } from "./idempotency.ts";
import type { Result } from "./result.ts";

export interface AppRecord {
  app: App;
  ownerId: string;
}

/** Positions order a list; pages go back from one. */
export interface MessageRecord {
  message: Message;
  position: number;
}

export interface VersionRecord {
  version: Version;
  position: number;
}

export interface Blob {
  sha256: string;
  /** Bytes of UTF-8. */
  size: number;
  content: string;
}

/** A binary file's content, and what is known of it. */
export interface NewBinary extends BinaryContent {
  bytes: Uint8Array<ArrayBuffer>;
}

/** D1, and R2 for what is not text. Lists that page take the place that they go back from; null begins with the newest. */
export interface Store {
  findApp(appId: string): Promise<AppRecord | null>;
  /** Last changed first. */
  listApps(ownerId: string, limit: number, before: { updatedAtMs: number; id: string } | null): Promise<App[]>;
  usageOfApp(appId: string): Promise<Usage | null>;
  findMessage(appId: string, messageId: string): Promise<MessageRecord | null>;
  /** The newest so many, oldest first. */
  listMessages(appId: string, limit: number, before: number | null): Promise<Message[]>;
  /** By number, id or "latest". */
  findVersion(appId: string, ref: string): Promise<VersionRecord | null>;
  /** Newest first. */
  listVersions(appId: string, limit: number, before: number | null): Promise<Version[]>;
  /** What a version's files import from the CDN for libraries. */
  librariesOf(appId: string, number: number): Promise<ResolvedLibraries>;
  /** By path. */
  listFiles(appId: string, number: number): Promise<VersionFile[]>;
  /** A text's content is null where it is missing, which should not be; a binary file has none. */
  filesWithContents(appId: string, number: number): Promise<(Omit<VersionFile, "content"> & { content?: string | null })[]>;
  findFile(appId: string, number: number, path: string): Promise<VersionFile | null>;
  readBlob(appId: string, sha256: string): Promise<string | null>;
  readBlobs(appId: string, hashes: Iterable<string>): Promise<Map<string, string>>;
  writeBlobs(appId: string, blobs: Blob[]): Promise<void>;
  /** Null when it is missing. `part` null: all of it. */
  readBinary(appId: string, sha256: string, part: { offset: number; length: number } | null): Promise<ReadableStream | null>;
  /** False when the app is gone. */
  writeBinary(appId: string, file: NewBinary): Promise<boolean>;
  readAccount(userId: string): Promise<Account | null>;
  revokeOthers(userId: string, kept: Credential): Promise<void>;
  appIdsOf(userId: string, limit: number): Promise<string[]>;
  /** False when an app of theirs is left. */
  deleteUser(userId: string): Promise<boolean>;
}

export interface Submitted {
  /** Only for the message that made the app. */
  app: App | null;
  message: Message;
  version: Version;
}

export interface NewMessage {
  /** The app's owner. */
  userId: string;
  /** Set for the first message only. `nameGiven` keeps the model from renaming the app. */
  app: { name: string; nameGiven: boolean } | null;
  content: string;
  mode: Mode;
  model: string;
  idempotency: RepeatKey | null;
}

export interface FilesChange extends Changes<Pick<VersionFile, "path" | "sha256" | "size">> {
  kind: "restore" | "edit";
  summary: string;
  restoredFrom?: number;
  /** What is known of the files already. */
  notices?: Notice[];
  /** What its files import from the CDN for libraries. */
  libraries: ResolvedLibraries;
  /** What is wrong in its files. */
  problems: FileProblem[];
  /** Number of the version the change was made from; a newer version wins. */
  expectedNumber: number;
  idempotency: RepeatKey | null;
}

/** A retry of a version's message. */
export interface Retry {
  versionId: string;
  model: string;
  idempotency: RepeatKey | null;
}

/** What a person can change about an app. */
export interface AppFields {
  name?: string;
  description?: string;
  model?: string;
  previewKey?: string;
  publicValues?: Record<string, string>;
}

/** One app's hub: every change to the app goes through it, in order. */
export interface Hub {
  submit(message: NewMessage): Promise<Result<Submitted>>;
  retry(input: Retry): Promise<Result<Submitted>>;
  commitFiles(change: FilesChange): Promise<Result<Version>>;
  cancel(versionId: string): Promise<Result<{ version: Version; wasOver: boolean }>>;
  editMessage(messageId: string, content: string): Promise<Result<Message>>;
  removeMessage(messageId: string): Promise<Result<null>>;
  updateApp(fields: AppFields): Promise<Result<App>>;
  destroyApp(): Promise<Result<null>>;
  /** Watches for the end of a run, from now on. */
  watch(versionId: string): Promise<Result<Watch>>;
}

export interface Watch {
  /** Resolves when the run ends, when the hub hangs up, or when the time is up. */
  ended(seconds: number): Promise<"ended" | "hung_up" | "time_over">;
  close(): void;
}

/** The models this server offers. */
export interface Models {
  isOffered(model: string): boolean;
  /** Names of models, and patterns that other names may match. */
  names(): string[];
  /** Why the answering model cannot build what is asked for; null when it may be able to. */
  refusedBeforehand(prompt: string): { message: string; hint: string; suggestions: string[] } | null;
}

export interface Ports {
  store: Store;
  hub(appId: string): Hub;
  models: Models;
  libraries: LibrarySource;
}
