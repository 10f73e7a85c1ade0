import { Array as ArrayOf, String as Text } from 'typebox';

/** `GET /api/resources/…`: values to suggest, in order, each once, none empty. */
export const ResourceNames = ArrayOf(Text({ minLength: 1 }));
