// Example answers for the OpenAPI document: one app being built, and done. A test checks each against its schema.
import type { App, Message, Version } from "../../protocol/resources.ts";

const id = "k3f5qwz7m2a4c6e3g5i7k2m4o6";
const at = "2026-11-28T09:30:00.000Z";

export const app: App = {
  id,
  name: "a pomodoro timer with a task list",
  description: "",
  model: "",
  status: "generating",
  current_version: null,
  does_not_load: false,
  public_values: {},
  preview_url: null,
  created_at: at,
  updated_at: at,
};

export const message: Message = {
  id: "0b2f4a9e-6c1d-4c53-9a3e-1f6b2d7c8e90",
  app_id: id,
  role: "user",
  content: "a pomodoro timer with a task list",
  status: "completed",
  version_id: "7d0c5e1a-2f7b-4b0e-8f0a-5c9d3e2b1a64",
  created_at: at,
};

export const version: Version = {
  id: "7d0c5e1a-2f7b-4b0e-8f0a-5c9d3e2b1a64",
  app_id: id,
  number: null,
  status: "pending",
  summary: "",
  parent_number: null,
  preview_url: null,
  created_at: at,
  started_at: null,
  completed_at: null,
  error_code: null,
  error_message: null,
  libraries: {},
  problems: [],
  metadata: {
    kind: "create",
    origin: "run",
    provider: null,
    model: null,
    rounds: 0,
    attempts: 0,
    resumes: 0,
    provider_switches: [],
    usage: null,
    stages: [],
    files_changed: [],
    suggestions: [],
    notices: [],
  },
};

export const endedVersion: Version = {
  ...version,
  number: 1,
  status: "completed",
  summary: "A timer with a task list.",
  started_at: "2026-11-28T09:30:01.000Z",
  completed_at: "2026-11-28T09:30:41.000Z",
  metadata: {
    ...version.metadata,
    provider: "openai",
    model: "gpt-5",
    rounds: 2,
    attempts: 1,
    files_changed: [{ path: "index.html", change: "added" }],
  },
};

export const endedApp: App = { ...app, name: "Focus Timer", status: "ready", current_version: 1 };

export const file = {
  path: "index.html",
  size: 15,
  sha256: "0f3a1c5de8b7a6f4923018cde4b5a69788776655443322110ffeeddccbbaa990",
};
