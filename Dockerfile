# syntax=docker/dockerfile:1

# "external" leaves the embedded PostgreSQL out of the image, for deployments that bring one.
ARG DATABASE=embedded

FROM eclipse-temurin:25-jdk AS build
ARG DATABASE
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY db/migration db/migration
COPY src src
# Tests and formatting are the gate's business.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q package -Dmaven.test.skip=true -Dspotless.check.skip=true && \
    java -Djarmode=tools -jar target/tenantry-*.jar extract --layers --application-filename tenantry.jar --destination layers && \
    case $DATABASE in external) rm layers/dependencies/lib/embedded-postgres-binaries-*.jar ;; embedded) ;; *) exit 1 ;; esac

FROM eclipse-temurin:25-jre AS app
WORKDIR /app
COPY LICENSE NOTICE ./
# From what changes least to what changes most.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

# The cache is of use to the same JDK and class path alone; the database is thrown away.
FROM postgres:18 AS training
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
COPY --from=app /opt/java/openjdk /opt/java/openjdk
COPY --from=app --chown=postgres /app /app
COPY src/deploy/train.sh src/deploy/postgres-init.sh /training/deploy/
COPY src/docs/tour.sh /training/docs/
USER postgres
RUN export PATH=/opt/java/openjdk/bin:/usr/lib/postgresql/18/bin:$PATH POSTGRES_USER=postgres TENANTRY_OWNER_PASSWORD=training && \
    initdb -D /tmp/postgres -U postgres --auth=trust >/dev/null && \
    pg_ctl -D /tmp/postgres -w -o '-c shared_preload_libraries=pg_stat_statements -c listen_addresses=127.0.0.1' start >/dev/null && \
    bash /training/deploy/postgres-init.sh && \
    SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:5432/tenantry SPRING_DATASOURCE_USERNAME=tenantry_owner \
    SPRING_DATASOURCE_PASSWORD=training TENANTRY_IDENTITY_AUTO_CONFIRM=true TENANTRY_SECRET=of-a-training-that-nobody-signs-in-to \
    sh /training/deploy/train.sh /app

FROM app
RUN useradd --system --uid 10001 --user-group --no-create-home tenantry && \
    install -d -o tenantry -g tenantry -m 700 /data
COPY src/deploy/healthcheck.sh /usr/local/bin/healthcheck
COPY --from=training /app/tenantry.aot ./

# Without SPRING_DATASOURCE_URL the embedded PostgreSQL keeps its data here.
ENV TENANTRY_EMBEDDED_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
USER tenantry
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["healthcheck"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/tenantry.aot", "-XX:AOTMode=auto", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/app/tenantry.jar"]
