package dev.tenantry.crm;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkRule;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes along with a record is deleted by who may delete it: every link by which something goes along. */
class PurgeRightTests extends ApiTest {

    private static final Map<String, String> MADE_BY = Map.ofEntries(
            Map.entry("companies", "\"name\": \"Acme\""),
            Map.entry("contacts", "\"name\": \"Ada\""),
            Map.entry("opportunities", "\"name\": \"Deal\""),
            Map.entry("tasks", "\"title\": \"Call\""),
            Map.entry("notes", "\"body\": \"Called\""),
            Map.entry("teams", "\"name\": \"Sellers\""),
            Map.entry("forecast_targets",
                    "\"month\": \"2030-05-01\", \"amount\": {\"amount\": \"5\", \"currency\": \"USD\"}"),
            Map.entry("projects", "\"name\": \"Rollout\""),
            Map.entry("leads", "\"name\": \"Lea\""),
            Map.entry("milestones", "\"name\": \"Live\""));

    private Person owner;

    @BeforeEach
    void somebody() {
        owner = people.signUp();
    }

    static Stream<Link> links() {
        return new CrmLinks().links()
                .stream()
                .filter(link -> link.rule() == LinkRule.DELETE_UNHELD && !link.table().equals(link.target()));
    }

    /** Those that something else can hold, too. */
    static Stream<Link> severalHolders() {
        return links().filter(link -> links().filter(other -> other.table().equals(link.table())).count() > 1);
    }

    @ParameterizedTest
    @MethodSource("links")
    void namesTheRightThatIsMissing(Link link) {
        var target = make(link.target(), "");
        var along = make(link.table(), ", \"%s\": \"%s\"".formatted(property(link), target));
        var purge = "/api/v1/" + link.target() + "/" + target + "?permanent=true";
        var scope = link.target() + ":purge";
        var alongs = link.table().replace('_', '-');

        var refused = key(scope).delete(purge).expect(403);

        assertThat(refused.at("/detail")).contains(alongs + ":purge");
        owner.api().get("/api/v1/" + alongs + "/" + along).expect(200);
        key(scope, alongs + ":purge").delete(purge).expect(204);
        owner.api().get("/api/v1/" + alongs + "/" + along).expect(404);
    }

    /** It is parted from the one, and stays. */
    @ParameterizedTest
    @MethodSource("severalHolders")
    void takesNoneWhereAnotherOneHoldsIt(Link link) {
        var target = make(link.target(), "");
        var other = Stream.of("contacts", "companies")
                .filter(one -> !one.equals(link.target()))
                .findFirst()
                .orElseThrow();
        var along = make(link.table(), ", \"%s\": \"%s\", \"%s\": \"%s\"".formatted(property(link), target,
                other.equals("contacts") ? "contactId" : "companyId", make(other, "")));

        key(link.target() + ":purge").delete("/api/v1/" + link.target() + "/" + target + "?permanent=true").expect(204);

        owner.api().get("/api/v1/" + link.table() + "/" + along).expect(200);
    }

    private static String property(Link link) {
        return switch (link.target()) {
            case "contacts" -> "contactId";
            case "companies" -> "companyId";
            case "teams" -> "teamId";
            case "projects" -> "projectId";
            case "leads" -> "leadId";
            default -> "opportunityId";
        };
    }

    private String make(String resource, String more) {
        return owner.api()
                .post("/api/v1/" + resource.replace('_', '-'), "{" + MADE_BY.get(resource) + more + "}")
                .expect(201)
                .id();
    }

    private Api key(String... scopes) {
        return api.bearer(owner.api()
                .post("/api/v1/api-keys",
                        "{\"name\": \"k\", \"scopes\": [\"%s\"]}".formatted(String.join("\", \"", scopes)))
                .expect(201)
                .at("/key"));
    }
}
