import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** An issuer that signs whatever a test wants, as none of the demo provider's makers would: a real one over HTTP, of the smallest kind. */
export async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' };
  const asked: string[] = [];
  let userinfo: object = {};
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    const bodies: Record<string, object> = {
      '/.well-known/openid-configuration': {
        ...{ issuer, jwks_uri: `${issuer}/keys`, userinfo_endpoint: `${issuer}/userinfo` },
      },
      '/keys': { keys: [key] },
      '/userinfo': userinfo,
    };
    const body = bodies[request.url ?? ''];
    answer.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return {
    ...{ issuer, asked, close, privateKey },
    says: (claims: object): void => {
      userinfo = claims;
    },
    /** Listens again, on the same port. */
    reopen: async (): Promise<void> => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    token: (claims: JWTPayload, header: { alg?: string; typ?: string; kid?: string } = {}, signer = privateKey) =>
      new SignJWT({ iss: issuer, ...claims })
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'one', ...header })
        .sign(signer),
  };
}
