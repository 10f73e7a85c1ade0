import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { backendOf } from '#model/backend/profile.ts';
import type { Setting } from '../api/remembered-config.ts';
import { rememberedSetting, rememberSetting } from '../api/remembered-config.ts';
import { trafficQuery } from './traffic-query.ts';
import type { TrafficQuestion } from './traffic-question.ts';
import { useBackendLimits } from './useBackend.ts';
import { useConfig, useKnownRole } from './useConfig.ts';

/** What is asked ahead under an assumption, and of which of the user's namespaces. */
export type Ahead = { readonly asked: TrafficQuestion; readonly namespace: string | undefined };

/**
 * Asks for the rows together with the configuration, so that a slow backend costs once.
 *
 * The answer waits in the cache under the whole question and what the backend was taken to be. It is shown when the
 * page comes to ask that very question, and dropped, its request cancelled, when it asks another. Where
 * nothing is remembered nothing is asked ahead: what is asked of a backend depends on what it can do.
 */
export function useTrafficAhead(aheadOf: (assumed: Setting) => Ahead | undefined): void {
  const client = useQueryClient();
  const limits = useBackendLimits();
  const config = useConfig().data;
  const role = useKnownRole();
  const [assumed] = useState(rememberedSetting);
  const ahead = config === undefined && assumed !== undefined ? aheadOf(assumed) : undefined;
  const query =
    ahead &&
    assumed &&
    trafficQuery(ahead.asked, { backend: backendOf(assumed.config), namespace: ahead.namespace, limits }, 0);
  const asked = useRef<readonly unknown[]>();

  useEffect(() => {
    if (query !== undefined && asked.current === undefined) {
      asked.current = query.queryKey;
      // A failure stays in the cache, where the page finds it.
      client.query(query).catch(() => undefined);
    }
  }, [query, client]);

  useEffect(() => {
    if (config !== undefined && role !== undefined) {
      const setting: Setting = { config, role };
      if (asked.current !== undefined && assumed !== undefined && decisive(assumed) !== decisive(setting)) {
        // Unless it is the right one all the same, which the table has taken by now.
        client.removeQueries({ queryKey: asked.current, exact: true, type: 'inactive' });
      }
      rememberSetting(setting);
    }
  }, [config, role, assumed, client]);
}

/** What decides on a question. A recording that is played live does not: its times are others each time. */
function decisive({ config, role }: Setting): string {
  const recording = config.recording?.timeline === 'recorded' ? config.recording : undefined;
  return JSON.stringify([{ ...config, recording }, role]);
}
