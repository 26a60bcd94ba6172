/** Who we are to a browser's passkeys: a host, and the origins that may ask for them in its name. */
export interface RelyingParty {
  id: string;
  origins: string[];
}

/** Allowed origins count where browsers let them use our host's passkeys: on the host itself and below it. */
export function createRelyingParty(
  publicUrl: () => string,
  adminOrigins: readonly string[],
): () => RelyingParty {
  return () => {
    const id = new URL(publicUrl()).hostname;
    const isOurs = (origin: string) => {
      const { hostname } = new URL(origin);
      return hostname === id || hostname.endsWith(`.${id}`);
    };
    return { id, origins: [publicUrl(), ...adminOrigins.filter(isOurs)] };
  };
}
