/** A projection has no tables or documents yet: no worker that runs it has been started since the store was made. */
export class ProjectionNotReady extends Error {
  readonly code = 'PROJECTION_NOT_READY'
  override name = 'ProjectionNotReady'
  constructor(projection: string) {
    super(`Projection ${projection} has not been built yet: start a worker that runs it.`)
  }
}
