// Resolves imports that nothing provides to exact versions at the CDN, once: what an app has already is never asked for again. All of one call share a
// deadline. Never throws and never waits longer.
import type { Libraries, ResolvedLibraries, ResolvedLibrary } from "../libraries.ts";
import { nodeAdvice } from "../node-builtins.ts";
import { type Cdn, isStyle, moduleAddress, sharedPackages } from "./address.ts";
import { exactFile, integrityOf, isScriptType, isStyleType } from "./answer.ts";
import { type Download, type Downloaded, download } from "./download.ts";
import { deadlineMs, type Failure, maxLibraries } from "./failure.ts";
import { createFailureMemory, type FailureMemory } from "./memory.ts";
import { readModule } from "./module.ts";
import type { Ranges } from "./ranges.ts";
import { type PackageModule, readSpecifier } from "./specifier.ts";

/** Connections at a time: the platform gives an invocation six, and one of them is for the rest of the run. */
const maxConnections = 5;
/** Names kept of what a module exports: the names of larger ones are not checked, and the version's record stays small. */
const maxExports = 300;

export interface Wanted {
  /** As written in imports. */
  specifiers: readonly string[];
  /** What the app has already. */
  resolved: ResolvedLibraries;
  /** From its package.json. */
  ranges: Ranges;
  /** What it needs no CDN for. */
  base: Libraries;
}

export interface Resolution {
  /** What came newly, with what that needs. */
  added: ResolvedLibraries;
  /** By specifier. One that is no package has none: it is told like any unknown import. */
  failed: ReadonlyMap<string, Failure>;
}

export interface Resolver {
  resolve(wanted: Wanted, signal?: AbortSignal): Promise<Resolution>;
}

export interface ResolverSurroundings {
  fetch: typeof fetch;
  /** Shared by the runs of an isolate. */
  memory: FailureMemory;
}

export const newSurroundings = (fetcher: typeof fetch, now: () => number): ResolverSurroundings => ({
  fetch: fetcher,
  memory: createFailureMemory(now),
});

type Found = { ok: true; library: ResolvedLibrary; needs: PackageModule[] } | { ok: false; failure: Failure };
type Get = (address: string) => Promise<Downloaded>;

export function createResolver(cdn: Cdn, { fetch: fetcher, memory }: ResolverSurroundings): Resolver {
  return {
    async resolve({ specifiers, resolved, ranges, base }, cancelled) {
      const timeUp = AbortSignal.timeout(deadlineMs);
      const signal = cancelled ? AbortSignal.any([cancelled, timeUp]) : timeUp;
      const places = createPlaces(maxConnections);
      const room = maxLibraries - Object.keys(resolved).length;
      const found = new Map<string, ResolvedLibrary>();
      const failed = new Map<string, Failure>();
      const asked = new Map<string, Promise<void>>();
      /** By package: the first module of one decides the version of all. */
      const versions = new Map<string, Promise<string | null>>();
      for (const [specifier, { version }] of Object.entries(resolved)) {
        const name = readSpecifier(specifier)?.name;
        if (name !== undefined) versions.set(name, Promise.resolve(version));
      }

      const get: Get = async (address) => {
        const known = memory.recall(address);
        if (known !== null) return { ok: false, failure: known };
        const got = await places(() => download(fetcher, cdn, address, signal));
        // A run that was stopped says nothing about the host.
        if (!cancelled?.aborted) memory.learn(address, got.ok ? null : got.failure);
        return got;
      };
      const isHad = (specifier: string) => Object.hasOwn(resolved, specifier) || base.find(specifier) !== null;

      /** `otherwise`: the range of the library that needs it. */
      function want(specifier: string, otherwise: string | null): Promise<void> {
        const module = readSpecifier(specifier);
        if (isHad(specifier) || module === null || nodeAdvice(specifier) !== null) return Promise.resolve();
        const answer = asked.get(specifier) ?? bring(specifier, module, otherwise);
        asked.set(specifier, answer);
        return answer;
      }

      async function bring(specifier: string, module: PackageModule, otherwise: string | null): Promise<void> {
        if (asked.size >= room) return void failed.set(specifier, { reason: "too_many" });
        const { name } = module;
        const earlier = module.range === null ? versions.get(name) : undefined;
        const decided = Promise.withResolvers<string | null>();
        if (!versions.has(name)) versions.set(name, decided.promise);
        const range = module.range ?? (await earlier) ?? ranges.get(name) ?? otherwise;
        const got = await find(module, range, get, cdn);
        decided.resolve(got.ok ? got.library.version : null);
        if (!got.ok) return void failed.set(specifier, got.failure);
        found.set(specifier, got.library);
        for (const other of got.library.imports ?? []) {
          const needed = got.needs.find((each) => each.name === readSpecifier(other)?.name);
          // Not awaited here: libraries may need each other.
          void want(other, needed?.range ?? null);
        }
      }

      for (const specifier of specifiers) void want(specifier, null);
      // Iterating over a map includes what is added meanwhile.
      for (const [, answer] of asked) await answer;
      withoutBroken(found, failed, isHad);
      return {
        added: Object.fromEntries(found),
        failed: new Map(failed.entries().filter(([name]) => specifiers.includes(name))),
      };
    },
  };
}

/** A library that needs one that could not be had fails with it; so does what needs that one. */
function withoutBroken(
  found: Map<string, ResolvedLibrary>,
  failed: Map<string, Failure>,
  isHad: (specifier: string) => boolean,
): void {
  const isMissing = (specifier: string) => !found.has(specifier) && !isHad(specifier);
  for (let broken = true; broken; ) {
    broken = false;
    for (const [specifier, { imports = [] }] of found) {
      const missing = imports.find(isMissing);
      if (missing === undefined) continue;
      found.delete(specifier);
      failed.set(specifier, { reason: "needs", specifier: missing });
      broken = true;
    }
  }
}

/** Asks a second time when the library needs others beside it: left out of its code like React, an app has one of each, in one exact version. */
async function find(module: PackageModule, range: string | null, get: Get, cdn: Cdn): Promise<Found> {
  const first = await ask(module, range, sharedPackages, get, cdn);
  if (!first.ok || first.needs.length === 0) return first;
  const others = first.needs.map(({ name }) => name);
  const second = await ask(module, first.library.version, [...sharedPackages, ...others], get, cdn);
  return second.ok ? { ...second, needs: first.needs } : second;
}

async function ask(module: PackageModule, range: string | null, external: readonly string[], get: Get, cdn: Cdn): Promise<Found> {
  const got = await get(moduleAddress(cdn, module, range, external));
  if (!got.ok) return got;
  const facade = got.value;
  const type = facade.headers.get("Content-Type");
  const isRight = isStyle(module.subpath) ? isStyleType(type) : isScriptType(type);
  if (!isRight) return failedAs({ reason: "no_module", type: (type ?? "").slice(0, 60) });
  const exact = exactFile(module, facade.url, facade.headers, textOf(facade));
  if (exact === null) return failedAs({ reason: "no_exact_version" });
  const own = exact.url === facade.url ? got : await get(exact.url);
  if (!own.ok) return own;
  const integrity = await integrityOf(own.value.headers, own.value.bytes);
  const library = { version: exact.version, url: exact.url, ...(integrity === null ? {} : { integrity }) };
  if (isStyle(module.subpath)) return { ok: true, library, needs: [] };
  const ownType = own.value.headers.get("Content-Type");
  const read = isScriptType(ownType) ? readModule(textOf(own.value), exact.url) : null;
  if (read === null) return failedAs({ reason: "no_module", type: (ownType ?? "").slice(0, 60) });
  const { exports, bare, floating } = read;
  return {
    ok: true,
    library: {
      ...library,
      ...(exports === null || exports.length > maxExports ? {} : { exports }),
      ...(bare.length === 0 ? {} : { imports: bare }),
    },
    needs: floating,
  };
}

const failedAs = (failure: Failure): Found => ({ ok: false, failure });

const textOf = ({ bytes }: Download) => new TextDecoder().decode(bytes);

/** Lets so many work at a time; the others wait in order. */
function createPlaces(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
