import type { LokiFailure } from '#model/backend/loki-failure.ts';
import type { Translate } from './i18n.ts';

/** What a failure means for its reader, and what would help. Both are sentences. */
export type FailureWords = { readonly what: string; readonly advice: string };

/** Failures that are told in words of the page; others tell themselves. */
type ToldFailure =
  LokiFailure | 'network' | 'timeout' | 'http-401' | 'http-403' | 'part-missing' | 'question-too-long';

/** A failure in plain words, by its code; `undefined` for one that the backend tells well itself. */
export function failureWords(code: ToldFailure, t: Translate): FailureWords;
export function failureWords(code: string, t: Translate): FailureWords | undefined;
export function failureWords(code: string, t: Translate): FailureWords | undefined {
  if (isTold(code)) {
    return wordsOf(code, t);
  }
  return code.startsWith('http-')
    ? {
        what: t('The backend did not answer the question.'),
        advice: t('Try again, or ask for less: a shorter time range, or fewer conditions.'),
      }
    : undefined;
}

const TOLD: Readonly<Record<ToldFailure, true>> = {
  'loki-limit': true,
  'loki-range': true,
  'loki-busy': true,
  'loki-timeout': true,
  'loki-forbidden': true,
  'loki-away': true,
  'refused-sign': true,
  network: true,
  timeout: true,
  'http-401': true,
  'http-403': true,
  'part-missing': true,
  'question-too-long': true,
};

function isTold(code: string): code is ToldFailure {
  return Object.hasOwn(TOLD, code);
}

function wordsOf(code: ToldFailure, t: Translate): FailureWords {
  const askForLess = t('Ask for less: a shorter time range, or a condition on a namespace or an owner.');
  switch (code) {
    case 'loki-limit':
      return {
        what: t('Loki does not answer with so many rows at once.'),
        advice: t('Choose a lower limit.'),
      };
    case 'loki-range':
      return {
        what: t('The time range is longer than Loki allows.'),
        advice: t('Choose a shorter time range.'),
      };
    case 'loki-busy':
      return {
        what: t('Loki is busy with too many queries.'),
        advice: t(
          'Try again in a moment. A shorter time range, or a condition on a namespace, asks less of it.',
        ),
      };
    case 'loki-timeout':
      return { what: t('Loki did not answer in time.'), advice: askForLess };
    case 'timeout':
      return { what: t('The backend did not answer in time.'), advice: askForLess };
    case 'loki-forbidden':
    case 'http-403':
      return {
        what: t('You may not read these logs.'),
        advice: t(
          'Ask an administrator of the cluster for the role netobserv-loki-reader, or choose a project of yours.',
        ),
      };
    case 'http-401':
      return {
        what: t('You are not logged in, or no longer.'),
        advice: t('Log in to the console again.'),
      };
    case 'loki-away':
      return {
        what: t('Loki, which keeps the flow logs, cannot be reached.'),
        advice: t('See whether spec.loki of the FlowCollector is right, and whether Loki runs.'),
      };
    case 'refused-sign':
      return {
        what: t('This backend does not take a character of a value in the filter.'),
        advice: t('Write * in the place of that character.'),
      };
    case 'part-missing':
      return {
        what: t('A part of the page could not be loaded.'),
        advice: t(
          'Try again. If that does not help, reload the page: it may have been replaced by a newer one since you opened it. Nothing is lost, the link says what is shown.',
        ),
      };
    case 'question-too-long':
      return {
        what: t('The filter is too long for this backend.'),
        advice: t(
          'Say the same in less: a range of addresses such as 10.0.0.0/16, a name with *, a namespace or an owner in the place of many values.',
        ),
      };
    case 'network':
      return {
        what: t('The backend cannot be reached.'),
        advice: t('See whether you are connected, and whether the pods of the plugin run.'),
      };
  }
}
