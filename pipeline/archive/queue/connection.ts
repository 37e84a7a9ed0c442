import { Redis } from 'ioredis';
import type { Message } from '../../model/source.ts';
import { UsageError } from '../../usage-error.ts';

/** Time to reach Redis at the start, after which it is told that it cannot be reached. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Longest wait before the next try once the connection is lost: a restart of Redis takes seconds. */
const LONGEST_RETRY_MS = 2000;

/** Where a queue is, for people: never with the password or user of its URL. */
export function toQueuePlace(url: string): string {
  const { protocol, hostname, port, pathname } = parseQueueUrl(url);
  return `${protocol}//${hostname}${port === '' ? '' : `:${port}`}${pathname === '/' ? '' : pathname}`;
}

/**
 * A connection to Redis that is there; it comes back by itself when it is lost, and what was asked meanwhile waits.
 * Throws UsageError where the URL is none, or nothing answers, or Redis does not let us in.
 */
export async function openRedis(url: string, onTrouble: (message: Message | null) => void): Promise<Redis> {
  const place = toQueuePlace(url);
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: null, // what waits for an answer goes on waiting over a restart
    retryStrategy: () => null, // at the start a wrong address has to be told, not tried for ever
  });
  let reason: unknown;
  redis.on('error', (error) => {
    reason = error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw unreachable(place, reason ?? error);
  }
  redis.options.retryStrategy = (times) => Math.min(100 * 2 ** Math.min(times, 10), LONGEST_RETRY_MS);
  redis.on('close', () => {
    if (redis.status === 'end') return;
    onTrouble({ zh: `与队列 ${place} 的连接中断；正在重连`, en: `the connection to ${place} is lost; trying again` });
  });
  redis.on('ready', () => onTrouble(null));
  return redis;
}

function parseQueueUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed !== null && /^rediss?:$/.test(parsed.protocol) && parsed.hostname !== '') return parsed;
  throw new UsageError({
    zh: '--queue 应为 redis://[用户:密码@]主机[:端口][/库号]，加密连接用 rediss://',
    en: '--queue takes redis://[user:password@]host[:port][/number], or rediss:// for TLS',
  });
}

function unreachable(place: string, cause: unknown): UsageError {
  const reason = toReason(cause);
  return new UsageError(
    {
      zh: `无法使用队列 ${place}（${reason}）；请检查地址、密码以及 Redis 是否在运行`,
      en: `cannot use the queue ${place} (${reason}); check its address and password, and that Redis runs`,
    },
    { cause },
  );
}

/** The code of the system or of Redis (ECONNREFUSED, WRONGPASS …): its whole message could repeat what was sent. */
function toReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return /^[A-Z]{3,}\b/.exec(error.message)?.[0] ?? error.name;
}
