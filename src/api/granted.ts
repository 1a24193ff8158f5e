// Hands the gate's grant to the route's use case, and turns the use case's result into a value or a fault.
import type { Context } from "hono";
import type { AppAction, OwnAction } from "../domain/actions.ts";
import type { AppGrant, OwnGrant } from "../domain/can.ts";
import type { Result } from "../domain/result.ts";
import type { ApiEnv } from "./environment.ts";
import { faultOf } from "./fault.ts";

export function own<A extends OwnAction>(c: Context<ApiEnv>, { action }: { action: A }): OwnGrant<A> {
  const grant = c.get("own");
  if (grant?.isFor(action)) return grant;
  throw new Error(`The route table admits no ${action} at ${c.req.path}.`);
}

export function onApp<A extends AppAction>(c: Context<ApiEnv>, { action }: { action: A }): AppGrant<A> {
  const grant = c.get("onApp");
  if (grant?.isFor(action)) return grant;
  throw new Error(`The route table admits no ${action} at ${c.req.path}.`);
}

export function answerOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw faultOf(result.problem);
}
