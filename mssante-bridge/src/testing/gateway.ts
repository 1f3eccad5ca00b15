import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type {
  IncomingMail,
  OutgoingMail,
  RecipientQuestion,
  RecipientRefusal,
  RelayOutcome,
} from '@passerelle/gateway/client';
import { bridgeRoutes } from '../../../gateway/src/client/bridge.ts';

export const TOKEN = 'a-token-that-only-these-tests-know-of';
export const DOMAIN = 'patient.mssante.test';

type Refuse = (from: string, to: string) => RecipientRefusal | undefined;
interface Failure {
  status: number;
  code: string;
}

/** A gateway that speaks `/bridge` by its real schemas and keeps what it is told in memory, or in the file that `keep` writes. */
export interface TestGateway {
  url: string;
  port: number;
  /** Every POST of a message, repeats included; `filed` has each once. */
  posted: IncomingMail[];
  filed: Map<string, IncomingMail>;
  refuseSender: Refuse;
  refuseRecipient: Refuse;
  /** Makes a route fail while it answers with something. */
  fail: (route: string, body: unknown) => Failure | undefined;
  outbox: OutgoingMail[];
  outcomes: (RelayOutcome & { id: string })[];
  bounces: { originalMessageId: string; result: string; detail?: string }[];
  knownMessageIds: Set<string>;
  /** Requests that were not what the contract says: always a fault of the bridge. */
  violations: string[];
  maxBytes: number;
  /** Milliseconds before each answer. */
  delay: number;
  asked: string[];
  stop: () => Promise<void>;
}

type Handler = (gateway: TestGateway, body: never, id: string) => unknown;

const handlers: Record<keyof typeof bridgeRoutes, Handler> = {
  'GET /bridge/settings': ({ maxBytes }) => ({ domain: DOMAIN, maxBytes }),
  'POST /bridge/senders': (gateway, { from }: { from: string }) => refusal(gateway.refuseSender(from, '')),
  'POST /bridge/recipients': (gateway, { questions }: { questions: RecipientQuestion[] }) => ({
    answers: questions.map(({ from, to }) => refusal(gateway.refuseRecipient(from, to))),
  }),
  'POST /bridge/messages': (gateway, mail: IncomingMail) => {
    gateway.posted.push(mail);
    const key = `${mail.digest} ${mail.envelope.to}`;
    const repeated = gateway.filed.has(key);
    if (!repeated) gateway.filed.set(key, mail);
    return { communication: mail.digest.slice(0, 32), repeated };
  },
  'POST /bridge/outbox/claims': (gateway, { max }: { max: number }) => ({ messages: gateway.outbox.splice(0, max) }),
  'POST /bridge/outbox/:id/outcome': (gateway, outcome: RelayOutcome, id) => {
    gateway.outcomes.push({ id, ...outcome });
  },
  'POST /bridge/bounces': (gateway, bounce: TestGateway['bounces'][number]) => {
    gateway.bounces.push(bounce);
    return { known: gateway.knownMessageIds.has(bounce.originalMessageId) };
  },
};

function refusal(why: RecipientRefusal | undefined): object {
  return why ? { refusal: why } : {};
}

export async function startTestGateway(port = 0): Promise<TestGateway> {
  const server = createServer((request, response) => {
    void answer(gateway, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(status === 204 ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = (server.address() as AddressInfo).port;
  const gateway: TestGateway = {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    posted: [],
    filed: new Map(),
    refuseSender: () => undefined,
    refuseRecipient: () => undefined,
    fail: () => undefined,
    outbox: [],
    outcomes: [],
    bounces: [],
    knownMessageIds: new Set(),
    violations: [],
    maxBytes: 25 * 1024 * 1024,
    delay: 0,
    asked: [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return gateway;
}

const contracts = new Map(
  Object.entries(bridgeRoutes as Record<string, { body?: TSchema }>).flatMap(([key, { body }]) =>
    body ? [[key, Compile(body)]] : [],
  ),
);

async function answer(gateway: TestGateway, request: IncomingMessage): Promise<{ status: number; body?: unknown }> {
  const bytes: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) bytes.push(chunk);
  const path = request.url ?? '';
  const id = /^\/bridge\/outbox\/([^/]+)\/outcome$/.exec(path)?.[1];
  const key = `${request.method} ${id ? '/bridge/outbox/:id/outcome' : path}` as keyof typeof bridgeRoutes;
  gateway.asked.push(key);
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return problem({ status: 401, code: 'unauthorized' });
  const route = bridgeRoutes[key] as { body?: TSchema; answer?: TSchema; status?: number } | undefined;
  if (!route) return problem({ status: 404, code: 'not-found' });
  const body: unknown = bytes.length ? JSON.parse(Buffer.concat(bytes).toString()) : undefined;
  if (gateway.delay) await wait(gateway.delay);
  const failure = gateway.fail(key, body);
  if (failure) return problem(failure);
  const contract = contracts.get(key);
  if (contract && !contract.Check(body)) {
    gateway.violations.push(`${key} ${JSON.stringify([...contract.Errors(body)].slice(0, 3))}`);
    return problem({ status: 400, code: 'invalid' });
  }
  const result = handlers[key](gateway, body as never, id ?? '');
  return { status: route.status ?? (route.answer ? 200 : 204), body: result };
}

function problem({ status, code }: Failure): { status: number; body: object } {
  return { status, body: { code, fr: `Refus : ${code}`, en: `Refused: ${code}`, reference: 'test' } };
}
