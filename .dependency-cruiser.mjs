// The folders' direction (docs/architecture.md): domain ← log, handlers, projections ← ops ← api ← app ← cli.
const only = (from, ...to) => ({
  name: `${from}-imports-only-what-it-may`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...to].map(folder => `^src/${folder}/`) },
})
/** A package that only one place may know. */
const owned = (name, ...places) => ({
  name: `${name}-only-in-${places[0]}`,
  severity: 'error',
  from: { path: '^src/', pathNot: places.map(place => `^src/${place}`) },
  to: { path: `^node_modules/${name}/` },
})

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^src/(?!domain/)' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    only('domain'),
    only('log', 'domain'),
    only('attachments', 'domain'),
    only('extraction', 'domain'),
    only('inquiries', 'domain'),
    only('demo', 'domain'),
    only('handlers', 'domain', 'log'),
    only('projections', 'domain', 'log'),
    only('ops', 'domain', 'log', 'projections'),
    only('platform'),
    only('api', 'domain', 'log', 'platform', 'ops'),
    {
      // Whoever reads the registry waits for all of them.
      name: 'definitions-know-only-events-and-the-engine',
      severity: 'error',
      from: { path: '^src/projections/(postgres|mongo)/definitions/' },
      to: { path: '^src/', pathNot: '^src/(domain|projections/engine)/' },
    },
    { name: 'nothing-imports-a-bench', severity: 'error', from: { path: '^src/(?!bench|cli)' }, to: { path: '^src/bench' } },
    { name: 'nothing-imports-the-cli', severity: 'error', from: { path: '^src/(?!cli)' }, to: { path: '^src/cli' } },
    owned('kafkajs', 'log/kafka/'),
    owned('pg', 'projections/postgres/', 'app/', 'bench/', 'projections/start', 'projections/verify', 'ops/'),
    owned('mongodb', 'projections/mongo/', 'app/', 'bench/', 'projections/start', 'projections/verify', 'ops/'),
    owned('fastify', 'api/'),
    owned('@anthropic-ai', 'extraction/claude/'),
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
}
