import type { PlayedRecording, RouteContext, Server } from './route-context.ts';

const NOT_THERE = { isEnabled: false, namespacesCount: 0, isReady: false, error: '', errorCode: 0 };

/** Who one is, and how the server is: `/role`, `/health`, `/api/status`, `/api/loki/ready`. */
export function statusRoutes(app: Server, context: RouteContext): void {
  const { store, limits, logTypes, recording, replay, retention } = context;
  app.get('/role', (_request, reply) => reply.type('text/plain; charset=utf-8').send('admin'));
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/api/loki/ready', (_request, reply) => reply.type('text/plain; charset=utf-8').send('ready'));
  app.get('/api/status', (request) =>
    limits.run(request, async (signal) => {
      const everything = { kind: 'all', of: [] } as const;
      const [summary, sources, destinations] = await Promise.all([
        store.summary(signal),
        store.values('SrcK8S_Namespace', everything, signal),
        store.values('DstK8S_Namespace', everything, signal),
      ]);
      const namespacesCount = new Set([...sources, ...destinations]).size;
      return {
        loki: { isEnabled: true, namespacesCount, isReady: true, error: '', errorCode: 0 },
        prometheus: NOT_THERE,
        logTypes,
        recording: recording.name,
        title: recording.title,
        files: recording.files,
        timeline: recording.timeline,
        facts: factsOf(recording),
        replay: replay.state(),
        retention: retention(),
        store: summary,
      };
    }),
  );
}

function factsOf({ facts }: PlayedRecording) {
  const { flows, events, traffic, endpoints, leftOutCount } = facts;
  return { flows, events, ...traffic, endpoints, leftOut: leftOutCount };
}
