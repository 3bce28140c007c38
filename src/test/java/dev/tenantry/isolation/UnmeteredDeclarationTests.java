package dev.tenantry.isolation;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.AccessInterceptor;
import dev.tenantry.shared.access.EndpointAccess.ForEverybody;
import dev.tenantry.shared.access.EndpointAccess.ForPlatform;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** What closes, ends or takes back something is refused by no quota: nothing is open because too much was asked. */
class UnmeteredDeclarationTests extends ApiTest {

    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
    /** What methods are called that do so. */
    private static final Predicate<String> CLOSING = Pattern.compile(
            "(revoke|withdraw|archive|disconnect|unlink|unpublish|end|close|deactivate|suspend|pause|cancel|block)(\\p{Lu}\\w*)?")
            .asMatchPredicate();
    /** Where there is what others get in by, or what goes out to them. */
    private static final Predicate<String> OPEN = Pattern.compile(
            ".*/(\\w+-)?(link|links|feed|feeds|publication|sharing|connection|webhook-endpoints|integrations|api-keys|sessions|trusted-devices"
                    + "|invitations|capture-address|google-\\w+|audit-log-exports|audit-sinks|members|roles)(/\\{\\w+})?")
            .asMatchPredicate();
    /** Of teams and projects, roles that nobody has, and what is noted of one's own requests: none of it lets anybody in. */
    private static final Set<String> ELSEWHERE = Set.of("/api/v1/teams/{id}/members/{userId}",
            "/api/v1/projects/{id}/members/{userId}", "/api/v1/roles/{id}", "/api/v1/debug-sessions/{id}");

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;

    @Test
    void whateverClosesSomethingIsCountedByNone() {
        var closing = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && WRITING.contains(route.method()))
                .filter(route -> !route.isFor(ForEverybody.class) && !route.isFor(ForPlatform.class))
                .filter(route -> CLOSING.test(route.handler().getMethod().getName())
                        || route.method().equals("DELETE") && OPEN.test(route.path())
                                && !ELSEWHERE.contains(route.path()))
                .toList();

        assertThat(closing).extracting(Route::toString)
                .hasSizeGreaterThan(30)
                .contains("/api/v1/booking-pages/{id}/link DELETE", "/api/v1/calendar-feed DELETE",
                        "/api/v1/email-capture-address DELETE", "/api/v1/forms/{id}/publication DELETE",
                        "/api/v1/organization/members/{userId} DELETE");
        assertThat(closing).allSatisfy(route -> assertThat(AccessInterceptor.isUnmetered(route.handler()))
                .as(route + " says @Unmetered")
                .isTrue());
    }

    @Test
    void aLinkIsRevokedWhereTheQuotaIsUsedUp() {
        var person = people.signUp();
        People.promote(person.userId());
        var owner = people.signUp();
        var as = owner.api();
        var page = "/api/v1/booking-pages/"
                + as.post("/api/v1/booking-pages", "{\"name\": \"Call\", \"timeZone\": \"UTC\"}").expect(201).id();
        as.post(page + "/link", "").expect(201);
        person.api()
                .post("/admin/organizations/" + owner.organizationId() + "/rate-limits",
                        "{\"resourceType\": \"booking-pages\", \"maxRequests\": 1, \"windowSeconds\": 3600}")
                .expect(201);
        as.get(page).expect(200);

        as.post(page + "/link", "").expect(429);
        as.delete(page + "/link").expect(204);
    }
}
