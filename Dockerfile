# syntax=docker/dockerfile:1
FROM node:24-slim AS base
WORKDIR /app
# pnpm's own version is the one that the README names; packages come from the lockfile only.
ENV CI=true
COPY package.json pnpm-workspace.yaml pnpm-lock.yaml .pnpmfile.mjs ./
COPY packages/shared/package.json packages/shared/
COPY apps/api/package.json apps/api/
COPY apps/admin/package.json apps/admin/

FROM base AS admin
RUN npx -y pnpm@12 install --frozen-lockfile --ignore-scripts --filter @gatehouse/admin...
COPY tsconfig.base.json ./
COPY packages/shared packages/shared
COPY apps/admin apps/admin
RUN cd apps/admin && node node_modules/vite/bin/vite.js build

FROM base AS api
# The native modules bring their binaries with them: no install script has to run.
RUN npx -y pnpm@12 install --frozen-lockfile --ignore-scripts --prod --filter @gatehouse/api...
COPY packages/shared/src packages/shared/src
COPY apps/api/src apps/api/src

FROM node:24-slim
# Nothing is installed in a running container.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
  && mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=api /app ./
COPY --from=admin /app/apps/admin/dist apps/admin/dist
USER node
ENV HOST=0.0.0.0 PORT=3000 DATABASE_URL=file:/data/gatehouse.db
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# PUBLIC_URL has to be given. SIGTERM reaches Node itself: requests in flight finish, then it exits with 0.
CMD ["node", "apps/api/src/server.ts"]
