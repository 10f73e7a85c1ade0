import type { UseQueryResult } from '@tanstack/react-query';

import { ApiError } from '../api/api-error.ts';

/** Server data as the page shows it. */
export type Answer<T> = {
  /** The last answer; of the question before while a new one is on its way. */
  readonly data: T | undefined;
  /** Why the last question was not answered; `data` is then still the answer before, if there was one. */
  readonly error: ApiError | undefined;
  /** True while `data` answers another question than the one that is asked. */
  readonly isStale: boolean;
  /** True while a question is on its way, be it new or repeated. */
  readonly isFetching: boolean;
  /** When `data` came, in ms since the epoch. */
  readonly updatedMs: number | undefined;
  readonly refresh: () => void;
};

/** A query's result without the words of the library that made it. */
export function answerOf<T>(query: UseQueryResult<T>): Answer<T> {
  const { data, error, isPlaceholderData, isFetching, dataUpdatedAt, refetch } = query;
  return {
    data,
    error: error === null ? undefined : apiError(error),
    isStale: isPlaceholderData,
    isFetching,
    updatedMs: dataUpdatedAt === 0 ? undefined : dataUpdatedAt,
    refresh: () => void refetch(),
  };
}

/** What `src/api` did not foresee is a bug; it is shown all the same. */
function apiError(error: Error): ApiError {
  return error instanceof ApiError ? error : new ApiError('bug', error.message, { cause: error });
}
