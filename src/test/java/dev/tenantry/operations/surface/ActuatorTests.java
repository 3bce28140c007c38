package dev.tenantry.operations.surface;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

class ActuatorTests extends ApiTest {

    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PERSONAL = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|.+@.+|.*/[0-9]+(/.*)?");

    @Value("${management.metrics.web.server.max-uri-tags}")
    private int mostPaths;
    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void tellsAnybodyTheStateAndNothingElse(String path) {
        assertThat(api.get(path).expect(200).json().propertyNames()).isSubsetOf("status", "groups").contains("status");
        assertThat(people.signUp().api().get(path).expect(200).json().propertyNames()).isSubsetOf("status", "groups");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/info", "/actuator/metrics", "/actuator/metrics/jvm.memory.used",
        "/actuator/prometheus"})
    void tellsTheRestToSuperAdmins(String path) {
        api.get(path).expect(401);
        people.signUp().api().get(path).expect(403);
        superAdmin().api().get(path).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "heapdump", "threaddump", "beans", "configprops", "loggers", "mappings", "shutdown",
        "conditions", "scheduledtasks", "caches", "flyway", "sbom", "logfile", "httpexchanges", "auditevents",
        "startup",
        "modulith", "health/db", "health/diskSpace", "sessions", "quartz", "integrationgraph", "refresh"})
    void hasNothingElse(String endpoint) {
        var path = "/actuator/" + endpoint;

        assertThat(api.get(path).status()).isIn(401, 404);
        assertThat(people.signUp().api().get(path).status()).isIn(403, 404);
        if (!endpoint.startsWith("health/")) {
            superAdmin().api().get(path).expect(404);
            superAdmin().api().post(path, "").expect(404);
        }
    }

    @Test
    void measuresRequestsPoolsAndRuns() {
        var contact = superAdmin().api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        superAdmin().api().get("/api/v1/contacts/" + contact);

        var metrics = superAdmin().api().get("/actuator/prometheus").expect(200).text();

        assertThat(metrics).contains("http_server_requests_seconds_count", "uri=\"/api/v1/contacts/{id}\"",
                "tenantry_");
        for (var role : List.of("tenantry_app", "tenantry_auth", "tenantry_admin", "tenantry_worker")) {
            assertThat(metrics).containsPattern("hikaricp_connections_active\\{[^}]*pool=\"" + role + "\"");
        }
        assertThat(metrics).containsPattern("(?m)^(tenantry_)?(automation|workflow)[a-z_]*");
    }

    @Test
    void hasRoomForThePathsOfAllEndpoints() {
        assertThat(mostPaths).isGreaterThan(2 * new Routes(requestMappingHandlerMapping).all().size());
    }

    @Test
    void labelsMetricsWithNobodysIdOrAddress() {
        var person = people.signUp();
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        person.api().get("/api/v1/contacts/" + contact).expect(200);
        person.api().get("/api/v1/nothing/" + person.userId());
        api.get("/nothing/" + person.email());
        api.get("/actuator/health/" + person.userId());
        api.get("/problems/" + person.email());

        var metrics = superAdmin().api().get("/actuator/prometheus").expect(200).text();

        assertThat(Arrays.stream(metrics.split("\n"))
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> LABEL.matcher(line).results())
                .filter(label -> !label.group(1).equals("le"))
                .map(label -> label.group(2))
                .distinct()).noneMatch(value -> PERSONAL.matcher(value).matches());
    }

    private Person superAdmin() {
        var admin = people.signUp();
        People.promote(admin.userId());
        return admin;
    }
}
