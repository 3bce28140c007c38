package dev.tenantry.isolation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.EndpointAccess.ForEverybody;
import dev.tenantry.shared.access.EndpointAccess.ForPermitted;
import dev.tenantry.shared.access.EndpointAccess.ForPlatform;
import dev.tenantry.shared.access.EndpointAccess.ForSuperAdmins;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever tells a secret or changes who gets in says that it wants the second factor; what is excused takes, and gives nothing. */
class StepUpDeclarationTests extends ApiTest {

    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern WHO_GETS_IN = Pattern
            .compile(
                    "(members|roles|invitations|api-keys|sign-in-policy|webhook-secret|organization|address-policy|address-rules|geo-restrictions)"
                            + ":(?!read|create$).*|(invitations|roles|address-rules|geo-restrictions):create");

    /** The tokens of the session itself, and keys of which their maker alone was told. */
    static final Pattern TELLS_NOTHING_NEW = Pattern
            .compile(
                    "/api/v1/session/organization PUT|/api/v1/api-keys(/\\{id})? GET|/api/v1/api-keys/\\{id}/revocation PUT"
                            + "|/api/v1/profile/trusted-devices GET|/api/v1/data-map/export GET");
    private static final Pattern TAKES = Pattern
            .compile("/api/v1/invitations/\\{id} DELETE|/api/v1/api-keys/\\{id}/revocation PUT"
                    + "|/admin/users/\\{id}/(impersonation|sessions|sessions/\\{sessionId}) DELETE");
    /** Of administration, with the reason. */
    private static final Map<String, String> EXCUSED = Map.of(
            "/admin/audit-keys GET", "public keys, which anybody may have",
            "/admin/signing-keys GET", "public keys, which anybody may have",
            "/admin/users/{id}/sessions DELETE", "takes, and gives nothing",
            "/admin/users/{id}/sessions/{sessionId} DELETE", "takes, and gives nothing",
            "/admin/users/{id}/impersonation DELETE", "takes, and gives nothing");
    private static final Pattern SETTINGS = Pattern
            .compile("/api/v1/organization/(settings (PUT|PATCH)|automation-pause (PUT|DELETE))");

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private List<Route> routes = List.of();
    private SchemaNames names = new SchemaNames(Requests.JSON.createObjectNode());

    /** The service of sign-in is where the step is taken; what it has for signed-in people looks at the session itself. */
    @BeforeEach
    void read() {
        names = new SchemaNames(OpenApiValidator.of("http://localhost:" + port()).document());
        routes = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && !route.isErrorPage() && !route.isFor(ForEverybody.class))
                .filter(route -> isAdministration(route) || !route.path().startsWith("/auth/v1/"))
                .toList();
    }

    @Test
    void secretsAreTold() {
        var telling = routes.stream()
                .filter(route -> names.ofSuccess(route).anyMatch(SchemaNames.SECRET.asMatchPredicate()))
                .filter(route -> !TELLS_NOTHING_NEW.matcher(route.toString()).matches())
                .toList();

        assertThat(telling).extracting(Route::toString)
                .contains("/api/v1/webhook-secret GET", "/api/v1/webhook-secret/rotations POST",
                        "/api/v1/api-keys POST", "/api/v1/profile/backup-codes PUT");
        assertThat(telling).filteredOn(route -> !isDeclared(route)).isEmpty();
    }

    @Test
    void whoGetsInChanges() {
        var changing = routes.stream()
                .filter(route -> WRITING.contains(route.method()))
                .filter(route -> isAdministration(route)
                        || permissions(route).anyMatch(WHO_GETS_IN.asMatchPredicate()))
                .filter(route -> !TAKES.matcher(route.toString()).matches())
                .filter(route -> !SETTINGS.matcher(route.toString()).matches())
                .toList();

        assertThat(changing).extracting(Route::toString)
                .contains("/api/v1/organization/sign-in-policy PUT", "/api/v1/invitations POST",
                        "/api/v1/organization/notification-templates/{name} PUT",
                        "/api/v1/organization/members/{userId}/sessions/{id} DELETE", "/auth/v1/admin/users POST");
        assertThat(changing).filteredOn(route -> !isDeclared(route)).isEmpty();
    }

    /** Whatever else administrators may do says it: what they read is other people's. */
    @Test
    void administrationIsDeclaredOrExcused() {
        assertThat(routes).filteredOn(route -> isAdministration(route) && !isDeclared(route))
                .extracting(Route::toString)
                .as("declares @StepUp, or has its reason here")
                .containsExactlyInAnyOrderElementsOf(EXCUSED.keySet());
    }

    private static boolean isAdministration(Route route) {
        return route.isFor(ForPlatform.class) || route.isFor(ForSuperAdmins.class);
    }

    private static Stream<String> permissions(Route route) {
        return route.access().orElse(null) instanceof ForPermitted(var permissions)
                ? permissions.stream()
                : Stream.of();
    }

    private static boolean isDeclared(Route route) {
        return route.handler().hasMethodAnnotation(StepUp.class);
    }
}
