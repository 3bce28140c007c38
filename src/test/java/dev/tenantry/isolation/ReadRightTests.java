package dev.tenantry.isolation;

import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.EndpointAccess.ForPermitted;
import dev.tenantry.support.Answer;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.OpenApiValidator;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody is told what they may not read: not by a write, nor by what tells of other things along with its own. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadRightTests {

    /** They answer and show nothing that was there before. */
    private static final Set<String> MAKING = Set.of("/api/v1/organization DELETE",
            "/api/v1/workflows/{workflowId}/runs POST");

    /** The job's kind says what it takes, which is what its own resource does. */
    private static final String JOBS = "/api/v1/jobs";

    /**
     * The log is what all others are looked for in, a person's own profiles are nobody else's, and views are told whoever may read the
     * records besides. Quotas and what the API is used for are numbers, a policy of addresses is yes or no, and security events are what detectors make.
     */
    private static final Set<String> WITHOUT_CANARY = Set.of("address-policy:read",
            "audit-logs:read",
            "audit-retention:read",
            "debug-logs:read",
            "google-calendars:read",
            "google-credentials:read",
            "personal-data:read",
            "quotas:read", "usage:read",
            "security-events:read", "security-policy:read", "user-profiles:read", "views:read");

    private List<Route> routes = List.of();
    private Readers readers;

    @BeforeAll
    void fill(@Autowired List<RequestMappingInfoHandlerMapping> tables, @LocalServerPort int port) {
        routes = Route.all(tables).stream().filter(Route::isOurs).toList();
        readers = new Readers(port, routes, new Requests(OpenApiValidator.of("http://localhost:" + port).document()));
    }

    @Test
    void whatAnswersWithWhatWasThereTakesTheRightToReadIt() {
        var without = routes.stream()
                .filter(route -> route.access().orElse(null) instanceof ForPermitted(var permissions)
                        && permissions.stream().noneMatch(permission -> permission.endsWith(":read")))
                .filter(route -> answers(route) && !makes(route) && !route.path().startsWith(JOBS))
                .map(Route::toString)
                .toList();

        assertThat(without).isEmpty();
    }

    @Test
    void aKeyIsToldOfNothingThatItHasNoScopeToRead() {
        var all = readers.permissions();

        var complaints = readers.askAll(all);

        Figures.print("rights to read", "permissions", all.size(), "calls", readers.calls(), "complaints",
                complaints.size());
        assertThat(complaints).isEmpty();
        assertThat(readers.seen()).containsAll(all.stream()
                .filter(permission -> permission.endsWith(":read") && !WITHOUT_CANARY.contains(permission))
                .toList());
    }

    @Test
    void aTimelineIsCountedWithoutWhatTheCallerMayNotRead() {
        var company = "/api/v1/companies/" + readers.live("/api/v1/companies") + "/timeline?total=true";

        var own = readers.key(Set.of("companies:read")).get(company).expect(200);
        var some = readers.key(Set.of("companies:read", "notes:read", "tasks:read")).get(company).expect(200);

        assertThat(kinds(own)).containsExactly("company.created");
        assertThat(own.at("/total")).isEqualTo("1");
        assertThat(kinds(some)).containsOnly("note.added", "task.created", "company.created");
        assertThat(some.at("/total")).isEqualTo("5");
    }

    private static List<String> kinds(Answer timeline) {
        return StreamSupport.stream(timeline.json().path("results").spliterator(), false)
                .map(entry -> entry.path("kind").asString())
                .toList();
    }

    private static boolean answers(Route route) {
        return !route.handler().getReturnType().getParameterType().equals(void.class);
    }

    private static boolean makes(Route route) {
        var status = route.handler().getMethodAnnotation(ResponseStatus.class);
        return MAKING.contains(route.toString()) || route.path().endsWith("/batch/create")
                || route.path().endsWith("/batch/delete")
                || status != null && status.code() == HttpStatus.CREATED && route.variables().isEmpty();
    }
}
