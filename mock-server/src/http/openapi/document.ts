import type { Static } from 'typebox';
import {
  Array as ArrayOf,
  Boolean as Bool,
  Literal,
  Object as ObjectOf,
  Optional,
  Record as MapOf,
  String as Text,
  Union,
  Unknown,
} from 'typebox';
import { Check, Errors } from 'typebox/schema';

const JsonSchema = MapOf(Text(), Unknown());

const Content = MapOf(Text(), ObjectOf({ schema: Optional(JsonSchema) }));

/** Where a parameter stands, and what may stand there. */
const Parameter = ObjectOf({
  name: Text(),
  in: Union([Literal('query'), Literal('path'), Literal('header')]),
  required: Optional(Bool()),
  description: Optional(Text()),
  schema: JsonSchema,
});
export type Parameter = Static<typeof Parameter>;

const Response = ObjectOf({ description: Text(), content: Optional(Content) });
const Reference = ObjectOf({ $ref: Text() });

/** What one method of one path does. */
export const Operation = ObjectOf({
  operationId: Text(),
  summary: Optional(Text()),
  description: Optional(Text()),
  tags: Optional(ArrayOf(Text())),
  parameters: Optional(ArrayOf(Parameter)),
  requestBody: Optional(ObjectOf({ required: Optional(Bool()), content: Content })),
  responses: MapOf(Text(), Union([Reference, Response])),
  security: Optional(ArrayOf(Unknown())),
});
export type Operation = Static<typeof Operation>;

/** An OpenAPI document, as far as anything here looks into it. */
const OpenApiDocument = ObjectOf({
  openapi: Text(),
  info: ObjectOf({ title: Text(), version: Text(), description: Text() }),
  tags: ArrayOf(ObjectOf({ name: Text(), description: Text() })),
  paths: MapOf(Text(), MapOf(Text(), Operation)),
  components: ObjectOf({
    schemas: MapOf(Text(), JsonSchema),
    responses: MapOf(Text(), Response),
  }),
});
export type OpenApiDocument = Static<typeof OpenApiDocument>;

/** A document that was parsed; throws where it is none. */
export function readDocument(document: unknown): OpenApiDocument {
  if (!Check(OpenApiDocument, document)) {
    const [, errors] = Errors(OpenApiDocument, document);
    const reasons = errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
    throw new Error(`no OpenAPI document: ${reasons.slice(0, 5).join('; ')}`);
  }
  return document;
}

/** One operation with where it is. */
export type PlacedOperation = {
  /** In capital letters. */
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly operation: Operation;
};

/** All operations, in the order of the document. */
export function operationsOf(document: OpenApiDocument): readonly PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}
