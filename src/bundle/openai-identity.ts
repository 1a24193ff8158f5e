// Replaces the openai client's ways to sign in without a key (certificates, a cloud's identity). They are unused here, and answer
// as the originals do when they are not set up.

function refuse(): never {
  throw new Error(
    "The openai client signs in with a key only: its other ways are left out of the bundle (scripts/build-trimmed.ts).",
  );
}

export const isX509WorkloadIdentity = () => false;
export const assertX509RequestOptions = refuse;
export const snapshotX509RequestOptions = refuse;

export class X509WorkloadIdentityAuth {
  constructor() {
    refuse();
  }
}

export class WorkloadIdentityAuth {
  constructor() {
    refuse();
  }
}

export function normalizeX509CredentialOptions<Options extends { credential?: unknown }>(options: Options) {
  return options.credential === undefined ? { credential: undefined, options } : refuse();
}

/** Of a client with other options: the options stay as they are. */
export function prepareX509ClientClone(
  _inherited: object,
  { credential, provider }: { credential?: unknown; provider?: unknown },
) {
  return credential === undefined ? { credential, provider } : refuse();
}
