# The gateway with the built portal. Servers run TypeScript as written: only the portal has a build.
FROM node:24.21.0-slim AS portal
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY fhir-mappings/package.json fhir-mappings/
COPY gateway/package.json gateway/
COPY mssante-bridge/package.json mssante-bridge/
COPY portal/package.json portal/
COPY postman/package.json postman/
COPY bench/package.json bench/
COPY demo/package.json demo/
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY fhir-mappings fhir-mappings
COPY gateway gateway
COPY portal portal
RUN npm run build -w portal

FROM node:24.21.0-slim AS libraries
WORKDIR /app
COPY --from=portal /app/package.json /app/package-lock.json /app/.npmrc ./
COPY fhir-mappings/package.json fhir-mappings/
COPY gateway/package.json gateway/
COPY mssante-bridge/package.json mssante-bridge/
COPY portal/package.json portal/
COPY postman/package.json postman/
COPY bench/package.json bench/
COPY demo/package.json demo/
RUN npm ci --ignore-scripts --omit=dev --include-workspace-root=false -w gateway -w fhir-mappings

FROM node:24.21.0-slim
# glibc gives large blocks back to the system (a password's hash, a compressed answer) rather than keeping them: 229 MB for 252.
ENV NODE_ENV=production MALLOC_MMAP_THRESHOLD_=131072 NODE_COMPILE_CACHE=/app/compiled
WORKDIR /app
# With the folders that npm nests where two parts need two versions; the sources are laid over them.
COPY --from=libraries /app ./
COPY docker/healthy.ts docker/
COPY fhir-mappings fhir-mappings
COPY gateway gateway
COPY --from=portal /app/portal/dist portal/dist
RUN mkdir -m 700 /data && mkdir compiled && chown node:node /data compiled
USER node
# Compiled once, here: a start that a wrong setting ends has loaded everything. Else each start takes the types out of the sources
# again, with a compiler that stays in memory (12 MB). Kept for the same user and the same flags as those below only.
RUN PORT=none node --max-semi-space-size=8 --heap-growing-percent=25 gateway/src/main.ts; test $? -eq 2
VOLUME /data
EXPOSE 8080
# The two flags have V8 give garbage back early: 235 MB for 435 after tens of thousands of requests.
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=25", "gateway/src/main.ts"]
