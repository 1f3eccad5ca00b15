import multipart, { type MultipartFile } from '@fastify/multipart';
import { isDay, UPLOAD_LIMIT } from '@passerelle/fhir-mappings';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DocumentDetails } from '../client/documents.ts';
import { Problem, problem } from '../errors.ts';
import { validatorCompiler } from '../http/validation.ts';

/** What a person sent: what she says of the document, and the file. */
export interface Sent {
  details: DocumentDetails;
  name: string;
  bytes: Uint8Array;
}

const fields = 10;
const check = validatorCompiler({ schema: DocumentDetails, httpPart: 'body' });

/** Lets the routes of a scope take forms with one file. They are read before a key tells what was done already (`Idempotency-Key`). */
export async function acceptForms(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, {
    limits: { fields, fieldSize: 1_000, fieldNameSize: 50, files: 1, fileSize: UPLOAD_LIMIT, parts: fields + 1 },
  });
  scope.addHook('preValidation', async (request) => {
    if (request.method === 'POST' && request.isMultipart()) request.body = await readForm(request);
  });
}

/** The form that came. @throws Problem `form-malformed` when something else did */
export function formOf(request: FastifyRequest): Sent {
  if (!request.isMultipart()) throw problem('form-malformed');
  return request.body as Sent;
}

/**
 * E1, E2: reads a form: name, date, category and hidden, then the file.
 * @throws Problem `form-malformed`, `document-too-large`, `request-invalid` naming the fields
 */
async function readForm(request: FastifyRequest): Promise<Sent> {
  const { said, file } = await parts(request).catch((error: unknown) => {
    throw failure(error);
  });
  const details = detailsOf(said);
  if (!file) throw fault('file', 'joignez le fichier', 'attach the file');
  return { details, ...file };
}

interface Form {
  said: Record<string, unknown>;
  file?: { name: string; bytes: Uint8Array };
}

async function parts(request: FastifyRequest): Promise<Form> {
  const form: Form = { said: {} };
  for await (const part of request.parts()) {
    if (part.type === 'file') form.file = await fileOf(part);
    else if (part.valueTruncated || part.fieldnameTruncated) throw problem('form-malformed');
    else form.said[part.fieldname] = part.value;
  }
  return form;
}

/** The bytes, held to the limit while they come. */
async function fileOf(part: MultipartFile): Promise<NonNullable<Form['file']>> {
  const { buffer, byteOffset, length } = await part.toBuffer();
  return { name: part.filename ?? '', bytes: new Uint8Array(buffer, byteOffset, length) };
}

/** The parser tells of a broken form in many ways, some of them without a status. */
function failure(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const tooLarge = (error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE';
  return tooLarge
    ? problem('document-too-large', { max: { fr: '5 Mo', en: '5 MB' } })
    : problem('form-malformed', {}, [], error);
}

const truths: Record<string, boolean> = { true: true, false: false };

function detailsOf(said: Record<string, unknown>): DocumentDetails {
  const hidden = truths[String(said['hidden'])];
  const details: unknown = { ...said, ...(hidden === undefined ? {} : { hidden }) };
  if (!check(details)) throw Object.assign(new Error(), { validation: check.errors, validationContext: 'body' });
  const checked = details as DocumentDetails;
  checkDay(checked.date);
  return checked;
}

/** The pattern of the contract lets the 30th of February through. @throws Problem `request-invalid` */
export function checkDay(date: string): void {
  if (!isDay(date)) throw fault('date', 'cette date n’existe pas', 'there is no such date');
}

const fault = (field: string, fr: string, en: string): Problem =>
  problem('request-invalid', { detail: field }, [{ field, fr, en }]);
