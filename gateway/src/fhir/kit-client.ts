import { Client, type FhirResource, type RequestOptions } from 'fhir-kit-client';
import type { Transport } from './transport.ts';

/** Told the status of an answer, when it goes along in a request's options: the library gives the resource alone. */
export interface Heard {
  status?: number;
}

type Options = RequestOptions & { heard?: Heard };

/**
 * fhir-kit-client with its way to the network replaced by `transport`: it shapes addresses, headers and bodies, and no request
 * of its own leaves, since those have no deadline and no bound, and cost three times the processor time.
 */
export function clientOver(baseUrl: string, transport: Transport): Client {
  const client = new Client({ baseUrl });
  client.httpClient.request = async (method, path, options: Options = {}, content) => {
    const headers: Record<string, string> = { accept: 'application/fhir+json' };
    for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value;
    const body = content === undefined || typeof content === 'string' ? content : JSON.stringify(content);
    const answer = await transport.send({ method, path, headers, body });
    if (options.heard) options.heard.status = answer.status;
    return (answer.body ?? { resourceType: '' }) as FhirResource;
  };
  return client;
}
