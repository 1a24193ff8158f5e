// What the server says about itself.
import * as v from "valibot";
import { model } from "../../protocol/resources.ts";
import type { Operation } from "../operation.ts";
import { json } from "./forms.ts";

export const readHealth = {
  id: "readHealth",
  method: "GET",
  path: "/api/health",
  action: "server.look",
  tag: "Server",
  summary: "Is the server up and its database ready",
  answers: {
    200: { description: "It is.", content: json(v.object({ status: v.literal("ok"), wire_version: v.number() })) },
  },
} as const satisfies Operation;

export const listModels = {
  id: "listModels",
  method: "GET",
  path: "/api/models",
  action: "server.look",
  tag: "Server",
  summary: "Models to choose from",
  answers: {
    200: { description: "The models.", content: json(v.object({ models: v.array(model), patterns: v.array(v.string()) })) },
  },
} as const satisfies Operation;

export const readOpenApi = {
  id: "readOpenApi",
  method: "GET",
  path: "/api/openapi.json",
  action: "server.look",
  tag: "Server",
  summary: "This document",
  answers: { 200: { description: "The OpenAPI document.", content: json(v.record(v.string(), v.unknown())) } },
} as const satisfies Operation;
