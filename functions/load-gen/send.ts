import { request } from 'node:https';
import { createSecureContext } from 'node:tls';

import type { SendRequest } from './request';

/** One for all: each request has a connection of its own, and would otherwise make its own from the authorities' certificates. */
const secureContext = createSecureContext();

/** The types of `https.request` know nothing of a context, which it hands on to `tls.connect`. */
export const send: SendRequest = (url, options, callback) => {
  const withContext = { ...options, secureContext };
  return request(url, withContext, callback);
};
