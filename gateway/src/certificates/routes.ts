import type { FastifyInstance } from 'fastify';
import { refuseForeignOrigin } from '../auth/same-origin.ts';
import { certificateRoutes } from '../client/certificates.ts';
import { register } from '../http/routes.ts';
import type { CertificateParts } from './parts.ts';
import { certificateFile, checkCertificate } from './use-cases.ts';

/** `/api/certificates`: for who holds a certificate, signed in or not. */
export function serveCertificates(app: FastifyInstance, parts: CertificateParts): void {
  void app.register(async (open) => {
    open.addHook('onRequest', async (request) => refuseForeignOrigin(request, parts.publicUrl));
    register<typeof certificateRoutes, null>(open, certificateRoutes, {
      'POST /api/certificates/pdf': async ({ body, exchange: { reply } }) => {
        const pdf = await certificateFile(parts, body);
        const name = body.language === 'en' ? 'certificate.pdf' : 'attestation.pdf';
        return reply
          .type('application/pdf')
          .header('content-disposition', `attachment; filename="${name}"`)
          .header('cache-control', 'private, no-store')
          .send(pdf);
      },
      'POST /api/certificates/check': ({ body, exchange: { request } }) => checkCertificate(parts, body, request.ip),
    });
  });
}
