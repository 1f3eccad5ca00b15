# The bridge between hospital mail servers and the gateway. It runs TypeScript as written: nothing is built.
FROM node:24.21.0-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY fhir-mappings/package.json fhir-mappings/
COPY gateway/package.json gateway/
COPY mssante-bridge/package.json mssante-bridge/
COPY portal/package.json portal/
COPY postman/package.json postman/
COPY bench/package.json bench/
COPY demo/package.json demo/
RUN npm ci --ignore-scripts --omit=dev --include-workspace-root=false -w mssante-bridge -w fhir-mappings

FROM node:24.21.0-slim
ENV NODE_ENV=production
WORKDIR /app
# With the folders that npm nests where two parts need two versions; the sources are laid over them.
COPY --from=libraries /app ./
COPY docker/healthy.ts docker/
COPY fhir-mappings fhir-mappings
COPY gateway gateway
COPY mssante-bridge mssante-bridge
RUN mkdir -m 700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 2525
CMD ["node", "mssante-bridge/src/main.ts"]
