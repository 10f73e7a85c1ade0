import { Alert, Button } from '@patternfly/react-core';

import type { Filter } from '#model/filter/filter.ts';
import { isEverything } from '#model/filter/filter.ts';
import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import type { ReadingEnd, ReadingFailure, ReadingStop } from '../../data/reading/reading-end.ts';
import type { Traffic } from '../../data/traffic.ts';
import { failureWords } from '../../ui/failure-words.ts';
import type { Translate } from '../../ui/i18n.ts';
import { formatInstant } from '../../ui/time-format.ts';
import type { Writing } from '../../ui/writing.ts';
import { useWriting } from '../../ui/writing.ts';
import { rangeBeforeSecond } from './range-before-second.ts';

type ReadingNoticeProps = {
  readonly traffic: Traffic;
  readonly sort: Sort;
  readonly filter: Filter;
  readonly span: TimeSpan;
  /** True while more is being read. */
  readonly isReading: boolean;
  readonly onReadOn: () => void;
  readonly onRange: (range: TimeRange) => void;
};

/** How far the rows go, where a backend holds more than was read, and a way on. */
export function ReadingNotice(props: ReadingNoticeProps) {
  const { traffic, span, isReading, onReadOn, onRange } = props;
  const writing = useWriting();
  const { t } = writing;
  const { end } = traffic;
  const before =
    end.kind === 'stopped' && end.stop.by === 'second' ? rangeBeforeSecond(end.fromMs, span) : undefined;
  return (
    <Alert
      isInline
      isPlain
      variant="info"
      title={
        <>
          {noticeWords(props, writing)}{' '}
          {before === undefined ? (
            <Button variant="link" isInline isLoading={isReading} isDisabled={isReading} onClick={onReadOn}>
              {t('Read on')}
            </Button>
          ) : (
            <Button variant="link" isInline onClick={() => onRange(before)}>
              {t('Look at what was before')}
            </Button>
          )}
        </>
      }
    />
  );
}

type Stopped = Extract<ReadingEnd, { readonly kind: 'stopped' }>;

type About = Pick<ReadingNoticeProps, 'traffic' | 'sort' | 'filter'>;

function noticeWords({ traffic, sort, filter }: About, writing: Writing): string {
  const { end } = traffic;
  if (end.kind === 'stopped') {
    const stop = { end, writing, isFiltered: !isEverything(filter) };
    const reach =
      traffic.kind === 'conversations' ? conversationWords(traffic, sort, stop) : flowWords(traffic, stop);
    const failure = end.stop.by === 'failure' ? undefined : failureOf(traffic);
    return [reach, stopWords(end.stop, writing.t), failure && saidOf(failure, writing.t)]
      .filter(Boolean)
      .join(' ');
  }
  return traffic.kind === 'conversations' ? cutOffWords(traffic, writing) : '';
}

type Conversations = Extract<Traffic, { readonly kind: 'conversations' }>;

function failureOf(traffic: Traffic): ReadingFailure | undefined {
  return traffic.kind === 'conversations' ? traffic.failure : undefined;
}

/** Of how many conversations the rest is not known, and why. */
function cutOffWords({ cutOff = [], failure }: Conversations, { t, format }: Writing): string {
  const count = cutOff.length;
  const amount = format.count(count);
  if (failure === undefined) {
    return t(
      'Parts of {{amount}} conversations were not read: too much was recorded of them. They are marked, and missing where only the rest would match.',
      { count, amount },
    );
  }
  const marked = t(
    'Parts of {{amount}} conversations could not be read. They are marked, and missing where only the rest would match.',
    { count, amount },
  );
  return `${marked} ${saidOf(failure, t)}`;
}

type Stop = {
  readonly end: Stopped;
  readonly writing: Writing;
  /** Then what was not read may hold nothing that passes. */
  readonly isFiltered: boolean;
};

function conversationWords(
  { total, serverMs }: Conversations,
  sort: Sort,
  { end, writing: { t, format, locale }, isFiltered }: Stop,
): string {
  const timeOf = (ms: number) => formatInstant(ms, { nowMs: serverMs, locale });
  if (end.fromMs === Number.NEGATIVE_INFINITY) {
    return t('Conversations that went on after {{time}} are not listed: too much was recorded since.', {
      time: timeOf(end.toMs),
    });
  }
  const time = timeOf(end.fromMs);
  if (total === 0) {
    return t('No conversation is found back to {{time}}; what is older was not read.', { time });
  }
  const amount = format.count(total);
  if (Number.isFinite(end.toMs)) {
    return t('Listed are only the {{amount}} of more conversations that ended from {{from}} to {{to}}.', {
      count: total,
      amount,
      from: time,
      to: timeOf(end.toMs),
    });
  }
  if (isFiltered) {
    return t('{{amount}} conversations are found back to {{time}}; what is older was not read.', {
      count: total,
      amount,
      time,
    });
  }
  return sort.key === 'end' && sort.direction === 'desc'
    ? t('The newest {{amount}} of more conversations, back to {{time}}.', { count: total, amount, time })
    : t('Sorted among the newest {{amount}} of more conversations, back to {{time}}.', {
        count: total,
        amount,
        time,
      });
}

function flowWords(
  { records, serverMs }: Extract<Traffic, { readonly kind: 'records' }>,
  { end, writing: { t, format, locale }, isFiltered }: Stop,
): string {
  const count = records.length;
  const time = formatInstant(end.fromMs, { nowMs: serverMs, locale });
  const amount = format.count(count);
  if (count === 0) {
    return t('No flow is found back to {{time}}; what is older was not read.', { time });
  }
  return isFiltered
    ? t('{{amount}} flows are found back to {{time}}; what is older was not read.', { count, amount, time })
    : t('The newest {{amount}} of more flows, back to {{time}}.', { count, amount, time });
}

/** Why no more was read, where that is not simply much. */
function stopWords(stop: ReadingStop, t: Translate): string {
  switch (stop.by) {
    case 'budget':
      return '';
    case 'second':
      return t(
        'The second before holds more than this backend answers with at once; a condition on a namespace narrows it.',
      );
    case 'failure':
      return saidOf(stop.error, t);
  }
}

function saidOf({ code, message }: ReadingFailure, t: Translate): string {
  return failureWords(code, t)?.what ?? message;
}
