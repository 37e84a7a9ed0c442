import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/**
 * Who may talk to the server: the browser that was given the address with the token, and nobody else. Other pages cannot
 * (no CORS, Origin and Host checked, SameSite cookie), nor names that were made to point here (Host), nor other users of
 * the machine (token).
 */
export interface Guard {
  /** The token of the address; a new one for every server. */
  readonly token: string;
  /** Whether the request speaks to this server by its own name and, where the browser tells, not for a page of another. */
  isOurs(request: IncomingMessage): boolean;
  /** Whether it is our page that asks, or somebody who typed or followed an address. */
  isFromOurPage(request: IncomingMessage): boolean;
  /** Whether the address carries the token. */
  hasToken(url: URL): boolean;
  /** Whether the cookie that the first page set came back. */
  hasCookie(request: IncomingMessage): boolean;
  readonly cookie: string;
}

const TOKEN_BYTES = 32;

export function createGuard(port: number): Guard {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  // Cookies are shared by all ports of a host: the name tells two servers apart.
  const name = `hedui-${port}`;
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  return {
    token,
    isOurs: ({ headers: { host, origin } }) =>
      host !== undefined && hosts.has(host) && (origin === undefined || origins.has(origin)),
    // Servers on other ports of this host are the same site, and get our cookie sent; they are another origin.
    isFromOurPage: ({ headers: { 'sec-fetch-site': site } }) =>
      site === undefined || site === 'same-origin' || site === 'none',
    hasToken: (url) => isEqual(url.searchParams.get('token') ?? '', token),
    hasCookie({ headers: { cookie = '' } }) {
      const values = cookie.split(';').map((each) => each.trim().split('='));
      return values.some(([key, value = '']) => key === name && isEqual(value, token));
    },
    cookie: `${name}=${token}; HttpOnly; SameSite=Strict; Path=/`,
  };
}

/** Compares in a time that tells nothing of where two texts differ. */
function isEqual(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

/** Headers of every answer: nothing from elsewhere is loaded or may embed us, and nothing is kept. */
export const SECURITY_HEADERS: OutgoingHttpHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    // pdf.js decodes JBIG2 and JPEG 2000 of scans in WebAssembly; this allows no eval of script.
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
