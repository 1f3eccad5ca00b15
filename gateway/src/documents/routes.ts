import type { FastifyInstance, FastifyReply } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { documentRoutes } from '../client/documents.ts';
import { asking } from '../entries/asking.ts';
import { register } from '../http/routes.ts';
import { acceptFile, type KeptFile } from '../files/deposit.ts';
import type { Images } from '../files/images.ts';
import { fileKinds, kindOfType } from '../files/kinds.ts';
import { viewOf } from '../files/view.ts';
import { acceptForms, checkDay, formOf } from './form.ts';
import { documentsOf, type DocumentParts } from './use-cases.ts';

/** E: documents. Stands in a scope that makes the patient's caller. `images` is one for the whole application, closed with it. */
export function serveDocuments(app: FastifyInstance, parts: DocumentParts & { images: Images }): void {
  const documents = documentsOf(parts);
  void app.register(async (scope) => {
    await acceptForms(scope);
    scope.addHook('onClose', () => parts.images.close());
    register<typeof documentRoutes, PatientCaller>(scope, documentRoutes, {
      'GET /api/documents': (given) => documents.list(asking(given), given.query),
      'POST /api/documents': async (given) => {
        const { details, name, bytes } = formOf(given.exchange.request);
        return documents.add(asking(given), details, await acceptFile(name, bytes, parts.images));
      },
      'GET /api/documents/:id': (given) => documents.read(asking(given), given.params.id),
      'GET /api/documents/:id/content': async (given) => {
        const file = await documents.file(asking(given), given.params.id);
        return sendFile(given.exchange.reply, download(file), `attachment; ${fileName(file)}`);
      },
      'GET /api/documents/:id/view': async (given) => {
        const file = await documents.file(asking(given), given.params.id);
        return sendFile(given.exchange.reply, await viewOf(file, parts.images), 'inline');
      },
      'PUT /api/documents/:id': async (given) => {
        checkDay(given.body.date);
        return documents.change(asking(given), given.params.id, given.version, given.body);
      },
      'DELETE /api/documents/:id': (given) => documents.remove(asking(given), given.params.id, given.version),
      'GET /api/documents/:id/consultations': async (given) => ({
        consultations: await documents.consultations(asking(given), given.params.id),
      }),
    });
  });
}

/** A kind that a browser might run as a page of ours is given out as bytes without meaning. */
const download = (file: KeptFile): KeptFile => {
  const kind = kindOfType(file.contentType);
  return { ...file, contentType: kind ? fileKinds[kind].contentType : 'application/octet-stream' };
};

/** RFC 6266: the name in both forms, for old and new browsers. Half a character, which no address can hold, is shown as one that is unknown. */
function fileName({ name, contentType }: KeptFile & { name: string }): string {
  const kind = kindOfType(contentType);
  const ending = kind ? fileKinds[kind].endings[0] : /^(?:text|application)\/(xml|zip)$/.exec(contentType)?.[1];
  const whole = (ending ? `${name}.${ending}` : name).toWellFormed();
  const plain = whole.normalize('NFD').replace(/[^\w. ()-]/g, '');
  return `filename="${plain}"; filename*=UTF-8''${encodeURIComponent(whole).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

/** Nothing in the file can run or reach anything, wherever it is opened (CSP level 3, sandbox). */
const sendFile = (reply: FastifyReply, { contentType, bytes }: KeptFile, disposition: string): FastifyReply =>
  reply
    .type(contentType)
    .header('content-disposition', disposition)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
