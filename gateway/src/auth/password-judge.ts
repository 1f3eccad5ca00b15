import { parentPort } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as en from '@zxcvbn-ts/language-en';
import * as fr from '@zxcvbn-ts/language-fr';
import { guesserBounds, judge } from '../client/passwords.ts';
import type { Asked, Judged } from './password-strength.ts';

/** The thread that `judgePassword` asks: it holds the dictionaries. */
const dictionary = { ...common.dictionary, ...fr.dictionary, ...en.dictionary };
const guesser = new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs, ...guesserBounds });

parentPort?.on('message', ({ id, password, about }: Asked) => {
  const judgement = judge((text, words) => guesser.check(text, words), password.normalize('NFKC'), about);
  parentPort?.postMessage({ id, judgement } satisfies Judged);
});
