import replyFrom from '@fastify/reply-from';
import fastify from 'fastify';

/** What the gateway is measured against: a proxy that checks nothing. Run as a process of its own: `node proxy.ts <FHIR base>`. */
const [base = ''] = process.argv.slice(2);
const app = fastify();
await app.register(replyFrom, { base: new URL(base).origin, undici: { connections: 64, pipelining: 1 } });
app.get('/*', (request, reply) => reply.from(request.url));
await app.listen({ port: 0, host: '127.0.0.1' });
process.send?.((app.server.address() as { port: number }).port);
process.once('disconnect', () => process.exit(0));
