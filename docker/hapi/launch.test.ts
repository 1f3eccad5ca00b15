import { describe, expect, it } from 'vitest';
import { databaseSettings } from './launch.ts';

describe("the database that an operator names for HAPI's tables", () => {
  it('is H2 in memory when none is named', () => {
    expect(databaseSettings({}).HAPI_DATABASE_URL).toMatch(/^jdbc:h2:mem:/);
  });

  it('is a file of H2 that outlives the server', () => {
    expect(databaseSettings({ file: '/srv/hapi/h2' }).HAPI_DATABASE_URL).toMatch(/^jdbc:h2:file:\/srv\/hapi\/h2;/);
  });

  it('is the PostgreSQL of the gateway, its password kept out of the address', () => {
    expect(databaseSettings({ databaseUrl: 'postgres://ann:p%40ss@db.example:5433/space?sslmode=require' })).toEqual({
      HAPI_DATABASE_URL: 'jdbc:postgresql://db.example:5433/space?sslmode=require',
      HAPI_DATABASE_USER: 'ann',
      HAPI_DATABASE_PASSWORD: 'p@ss',
    });
  });
});
