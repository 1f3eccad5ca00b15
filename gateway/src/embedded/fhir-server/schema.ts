/**
 * Tables of the embedded FHIR server, in a schema of their own. `resource` holds what is current, `version` every version
 * with its JSON as it is sent. Each kind of search parameter has an index table; `param` is `Type.code`.
 */
export const schema = `
CREATE SCHEMA IF NOT EXISTS fhir;
CREATE TABLE IF NOT EXISTS fhir.resource (
  rid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type text NOT NULL, id text NOT NULL, version integer NOT NULL,
  updated timestamptz NOT NULL, deleted boolean NOT NULL, content text NOT NULL,
  UNIQUE (type, id));
CREATE INDEX IF NOT EXISTS resource_updated ON fhir.resource (type, updated);
CREATE TABLE IF NOT EXISTS fhir.version (
  rid bigint NOT NULL REFERENCES fhir.resource, version integer NOT NULL,
  updated timestamptz NOT NULL, method text NOT NULL, content text,
  PRIMARY KEY (rid, version));

CREATE TABLE IF NOT EXISTS fhir.token (rid bigint NOT NULL, param text NOT NULL, system text COLLATE "C", code text COLLATE "C");
CREATE INDEX IF NOT EXISTS token_search ON fhir.token (param, code, system, rid);
CREATE INDEX IF NOT EXISTS token_rid ON fhir.token (rid, param);
CREATE TABLE IF NOT EXISTS fhir.reference (rid bigint NOT NULL, param text NOT NULL, type text, id text, url text);
CREATE INDEX IF NOT EXISTS reference_search ON fhir.reference (param, id, type, rid);
CREATE INDEX IF NOT EXISTS reference_target ON fhir.reference (id, type);
CREATE INDEX IF NOT EXISTS reference_rid ON fhir.reference (rid, param);
CREATE TABLE IF NOT EXISTS fhir.date (rid bigint NOT NULL, param text NOT NULL, low timestamptz NOT NULL, high timestamptz NOT NULL);
CREATE INDEX IF NOT EXISTS date_search ON fhir.date (param, low, high, rid);
CREATE INDEX IF NOT EXISTS date_rid ON fhir.date (rid, param);
CREATE TABLE IF NOT EXISTS fhir.string (rid bigint NOT NULL, param text NOT NULL, folded text COLLATE "C" NOT NULL, exact text COLLATE "C" NOT NULL);
CREATE INDEX IF NOT EXISTS string_search ON fhir.string (param, folded, rid);
CREATE INDEX IF NOT EXISTS string_rid ON fhir.string (rid, param);
CREATE TABLE IF NOT EXISTS fhir.quantity (rid bigint NOT NULL, param text NOT NULL, value numeric NOT NULL, system text, code text, unit text);
CREATE INDEX IF NOT EXISTS quantity_search ON fhir.quantity (param, value, rid);
CREATE INDEX IF NOT EXISTS quantity_rid ON fhir.quantity (rid, param);
CREATE TABLE IF NOT EXISTS fhir.uri (rid bigint NOT NULL, param text NOT NULL, uri text COLLATE "C" NOT NULL);
CREATE INDEX IF NOT EXISTS uri_search ON fhir.uri (param, uri, rid);
CREATE INDEX IF NOT EXISTS uri_rid ON fhir.uri (rid, param);
`;
