import { constants } from 'node:zlib';

import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Smaller answers are not worth it, in bytes. */
const THRESHOLD_BYTES = 1024;
/** Of 11: rows of JSON get some twelve times smaller, in less time than it takes to send what is saved. */
const BROTLI_QUALITY = 4;

/**
 * Compresses answers in JSON for who takes that, of the routes that are added afterwards; what is streamed (exports,
 * events) goes out as it comes.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    threshold: THRESHOLD_BYTES,
    customTypes: /^application\/json(?:;|$)/,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    // A question that is compressed could be larger than its limit once it is not.
    globalDecompression: false,
  });
}
