package dev.tenantry.isolation;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.EndpointAccess.ForPermitted;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** Part 3: every endpoint that there is, asked for what is another's. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointMatrixTests {

    /** Where nothing stands in the owner's words: what the application brings along, derives, or has none of so far. */
    private static final List<String> SILENT = List.of("/api/v1/address-policy",
            "/api/v1/audit-log-exports/{id}/file",
            "/api/v1/audit-logs/bundle",
            "/api/v1/audit-logs/consistency",
            "/api/v1/audit-logs/head",
            "/api/v1/audit-logs/{id}/proof",
            "/api/v1/audit-retention",
            "/api/v1/booking-pages/{id}/link",
            "/api/v1/calendar-feed",
            "/api/v1/events/free-busy",
            "/api/v1/events/occurrences", "/api/v1/events/{id}/conflicts", "/api/v1/companies/{id}/followers",
            "/api/v1/contacts/{id}/duplicates", "/api/v1/contacts/{id}/followers", "/api/v1/daily-digest",
            "/api/v1/email-capture-address",
            "/api/v1/email-mailbox", "/api/v1/google-calendars/available", "/api/v1/integration-offers",
            "/api/v1/integration-offers/{id}",
            "/api/v1/integration-providers", "/api/v1/leads/{id}/followers", "/api/v1/leads/{id}/matches",
            "/api/v1/data-map", "/api/v1/data-map/export", "/api/v1/my-day",
            "/api/v1/opportunities/{id}/followers", "/api/v1/opportunities/{id}/line-items/totals",
            "/api/v1/organization/notification-templates", "/api/v1/organization/notification-templates/{name}",
            "/api/v1/organization/settings", "/api/v1/permissions", "/api/v1/profile/extensions/admin",
            "/api/v1/profile/extensions/reader", "/api/v1/quotas", "/api/v1/quota-alerts", "/api/v1/usage",
            "/api/v1/usage/export", "/api/v1/usage/months",
            "/api/v1/usage/refusals", "/api/v1/projects/{id}/progress", "/api/v1/quotes/{id}/document",
            "/api/v1/reports/forecast",
            "/api/v1/reports/pipeline", "/api/v1/reports/funnel", "/api/v1/reports/leads",
            "/api/v1/reports/lost-reasons",
            "/api/v1/security-policy", "/api/v1/tags/{id}/usage", "/api/v1/webhook-endpoints/{id}/secret",
            "/api/v1/webhook-secret",
            "/api/v1/workflow-templates/{id}");

    private List<Route> routes;
    private List<Route> ours;
    private Requests requests;
    private PathValues values;
    private Neighbours neighbours;
    private Listener listener;
    private Map<String, String> before;

    @BeforeAll
    void open(@Autowired List<RequestMappingInfoHandlerMapping> tables, @LocalServerPort int port) throws Exception {
        routes = Route.all(tables);
        ours = routes.stream().filter(Route::isOurs).toList();
        requests = new Requests(OpenApiValidator.of("http://localhost:" + port).document());
        values = new PathValues(routes);
        neighbours = new Neighbours(port);
        before = neighbours.settledDigests();
    }

    @AfterAll
    void close() throws Exception {
        neighbours.close();
    }

    @BeforeEach
    void listen() {
        listener = new Listener(neighbours.own.person.api(), requests, neighbours.detector);
    }

    @Test
    void everyEndpointDeclaresWhoItIsFor() {
        assertThat(ours).hasSizeGreaterThan(100)
                .allSatisfy(route -> assertThat(route.access()).as(route.toString())
                        .isPresent());
    }

    @Test
    void anothersIdsAreAnsweredLikeIdsThatNothingHas() {
        var matrix = new IdMatrix(neighbours, values, requests, listener);
        // Whoever knows an address that takes anything is who it is for: it is no id. What forms are sent is tried by FormTests.
        ours.stream()
                .filter(route -> !route.readsAnything())
                .filter(route -> !route.path().startsWith("/f/") || route.reads())
                .forEach(matrix::probe);

        Figures.print("endpoints with another's ids", "endpoints", ours.size(), "path variables", matrix.variables(),
                "of them nobody's", matrix.shared(), "endpoints that looked", matrix.reached(), "calls",
                listener.calls(), "differences", matrix.differences().size());
        assertThat(matrix.differences()).isEmpty();
        assertThat(matrix.reached()).isGreaterThan(60);
        assertNothingHappened();
    }

    /** The owner's own ids are told apart from others, so that the comparison is seen to notice. */
    @Test
    void theOwnersIdsAreAnsweredInAnotherWay() {
        var matrix = new IdMatrix(neighbours, values, requests,
                new Listener(neighbours.other.person.api(), requests, neighbours.detector));
        ours.stream().filter(route -> route.method().equals("GET")).forEach(matrix::probe);

        assertThat(matrix.differences()).hasSizeGreaterThan(15);
        noteWhatItsOwnerTook();
    }

    @Test
    void nothingThatCanBeReadTellsOfAnother() {
        var lists = routes.stream().filter(route -> !requests.fields(route).isEmpty()).toList();
        var whole = Sample.isWhole() ? null : Sample.oneOf("the list that is asked by all operators", lists);
        var sweep = new Sweep(neighbours, values, requests, listener, whole);
        routes.forEach(sweep::read);

        var reading = routes.stream().filter(Route::reads).count();
        Figures.print("everything that can be read", "endpoints", reading, "of them telling of the own organization",
                sweep.telling().size(), "parameters", sweep.parameters(), "operators of " + sweep.operators(),
                sweep.operatorsTried(), "words and ids to listen for",
                neighbours.detector.ids() + 1, "calls", listener.calls(), "leaks", listener.complaints().size());
        assertThat(listener.complaints()).isEmpty();
        assertThat(sweep.differences()).isEmpty();
        assertThat(sweep.telling()).hasSizeGreaterThan(40);
        assertNothingHappened();
    }

    /** What another is not told its owner is: the words that are listened for are the words that answers are made of. */
    @Test
    void theOwnerIsToldAllOfIt() {
        var owner = new Listener(neighbours.other.person.api(), requests, neighbours.detector);
        var silent = ours.stream()
                .filter(route -> route.method().equals("GET") && route.access().orElseThrow() instanceof ForPermitted)
                .filter(route -> {
                    var before = owner.complaints().size();
                    owner.send(route, values.path(neighbours.other, route), null, List.of());
                    return owner.complaints().size() == before;
                })
                .toList();

        assertThat(owner.calls()).isGreaterThan(30);
        assertThat(silent).extracting(route -> route.path()).as("what is silent to its owner").isSubsetOf(SILENT);
        noteWhatItsOwnerTook();
    }

    /** It is in the owner's audit trail. */
    private void noteWhatItsOwnerTook() {
        before = neighbours.settledDigests();
    }

    private void assertNothingHappened() {
        assertThat(listener.complaints()).isEmpty();
        assertThat(neighbours.settledDigests()).isEqualTo(before);
    }
}
