import { describe } from 'vitest';
import { recorded } from '../testing/basic.ts';
import { accessRuleEntry, documentEntry, emergencyEntry, messageEntry } from '../testing/exchanges.ts';
import {
  foreignCommunication,
  foreignDocumentReference,
  foreignEmergency,
  foreignRule,
} from '../testing/foreign-exchanges.ts';
import { obeysTheLaws } from '../testing/laws.ts';
import { accessRule, document, emergency, message } from './index.ts';

describe('a document (E)', () => obeysTheLaws(document, recorded(documentEntry), foreignDocumentReference));
describe('an access rule (F2)', () => obeysTheLaws(accessRule, recorded(accessRuleEntry), foreignRule));
describe('the emergency switches (F3)', () => obeysTheLaws(emergency, recorded(emergencyEntry), foreignEmergency));
describe('a message (G)', () => obeysTheLaws(message, recorded(messageEntry), foreignCommunication));
