# syntax=docker/dockerfile:1

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY db db
COPY src src
# Tests and formatting are the gate's business.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q package -Dmaven.test.skip=true -Dspotless.check.skip=true && \
    java -Djarmode=tools -jar target/tenantry-*.jar extract --layers --application-filename tenantry.jar --destination layers && \
    rm layers/dependencies/lib/embedded-postgres-binaries-darwin-*.jar \
       layers/dependencies/lib/embedded-postgres-binaries-windows-*.jar \
       layers/dependencies/lib/embedded-postgres-binaries-linux-*-alpine-*.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --user-group --no-create-home tenantry && \
    install -d -o tenantry -g tenantry -m 700 /data
WORKDIR /app
COPY LICENSE NOTICE ./
COPY src/deploy/healthcheck.sh /usr/local/bin/healthcheck
# From what changes least to what changes most.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

# Without SPRING_DATASOURCE_URL the embedded PostgreSQL keeps its data here.
ENV TENANTRY_EMBEDDED_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
USER tenantry
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["healthcheck"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "tenantry.jar"]
