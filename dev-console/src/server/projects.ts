import type { FastifyInstance } from 'fastify';

/**
 * `GET /api/kubernetes/apis/project.openshift.io/v1/projects`: the projects that the namespace bar offers.
 *
 * There is no cluster here, so they are the namespaces that the back end has seen, asked for through its proxy.
 */
export function serveProjects(app: FastifyInstance, proxyPath: string): void {
  app.get('/api/kubernetes/apis/project.openshift.io/v1/projects', async (_request, reply) => {
    try {
      const response = await app.inject(`${proxyPath}/api/resources/namespaces`);
      const names: unknown = response.json();
      if (response.statusCode !== 200 || !Array.isArray(names)) {
        throw new Error(`status ${String(response.statusCode)}`);
      }
      const projects = names.filter((name) => typeof name === 'string').sort();
      return await reply.send({
        kind: 'ProjectList',
        apiVersion: 'project.openshift.io/v1',
        items: projects.map((name) => ({ metadata: { name } })),
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return reply.code(502).send({ message: `The back end does not list its namespaces: ${reason}` });
    }
  });
}
