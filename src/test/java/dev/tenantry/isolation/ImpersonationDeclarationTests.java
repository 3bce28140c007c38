package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.EndpointAccess.ForEverybody;
import dev.tenantry.shared.access.EndpointAccess.ForPlatform;
import dev.tenantry.shared.access.EndpointAccess.ForSuperAdmins;
import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;

import static org.assertj.core.api.Assertions.assertThat;

/** Of every write, and of every read of a secret, it is said whether a super admin may do it who acts as somebody else. */
class ImpersonationDeclarationTests extends ApiTest {

    private static final String CODE = "impersonated";
    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern LASTING = Pattern
            .compile("organization:(create|delete|transfer)|(members|roles|invitations|api-keys|sign-in-policy):.*");

    private static final Pattern AUTOMATION = Pattern.compile("/api/v1/webhook-events/.*|.*/automation-pause");
    /** What writes nothing. */
    private static final Pattern ASKING = Pattern.compile(".*/(search|dry-runs)");

    /** Whoever makes one is told, and nobody who reads it. */
    private static final Pattern TOLD_ONCE = Pattern.compile("/api/v1/(api-keys(/\\{id})?|profile/trusted-devices)");

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private List<Route> routes = List.of();
    private SchemaNames names = new SchemaNames(Requests.JSON.createObjectNode());

    /** Those that are for whoever runs the platform know nobody who is impersonated, and the open ones nobody at all. */
    @BeforeEach
    void read() {
        names = new SchemaNames(OpenApiValidator.of("http://localhost:" + port()).document());
        routes = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && !route.isErrorPage())
                .filter(route -> !route.isFor(ForEverybody.class) && !route.isFor(ForPlatform.class)
                        && !route.isFor(ForSuperAdmins.class))
                .toList();
    }

    @Test
    void everyWriteSaysWhetherItIsAllowed() {
        var writes = routes.stream().filter(route -> WRITING.contains(route.method())).toList();

        assertThat(writes).hasSizeGreaterThan(100)
                .allSatisfy(route -> assertThat(declarations(route))
                        .as(route + " says one of @ImpersonationAllowed, @NotImpersonated and @StepUp")
                        .isEqualTo(1));
    }

    @Test
    void everySecretThatIsReadIsThePersons() {
        var telling = routes.stream()
                .filter(route -> route.method().equals("GET"))
                .filter(route -> names.ofSuccess(route).anyMatch(SchemaNames.SECRET.asMatchPredicate()))
                .toList();

        assertThat(telling).extracting(Route::toString).contains("/api/v1/webhook-secret GET");
        assertThat(telling.stream().filter(route -> !TOLD_ONCE.matcher(route.path()).matches()))
                .allSatisfy(route -> assertThat(isKept(route)).as(route.toString()).isTrue());
    }

    @Test
    void whatIsSaidIsHeldTo() {
        var person = people.signUp();
        var acting = api.bearer(people.superAdmin()
                .api()
                .post("/admin/users/" + person.userId() + "/impersonation", "{\"reason\": \"ticket 4711: tries all\"}")
                .expect(201)
                .at("/accessToken"));
        var mistakes = new ArrayList<String>();
        for (var route : routes) {
            // The end of the session ends the test.
            if (isKept(route) || WRITING.contains(route.method()) && !route.path().endsWith("/logout")) {
                var answer = acting.send(route.method(), route.fill(route::random),
                        route.method().equals("GET") ? null : "{");
                var isRefused = answer.status() == 403 && answer.text().contains(CODE);
                if (isRefused != isKept(route)) {
                    mistakes.add(route + ": " + answer.status() + " " + answer.text());
                }
            }
        }

        assertThat(mistakes).isEmpty();
    }

    /** What makes the person an owner, or others members, is there after the session. */
    @Test
    void whatLastsIsThePersons() {
        var lasting = routes.stream()
                .filter(route -> WRITING.contains(route.method()))
                .filter(route -> permissions(route).anyMatch(LASTING.asMatchPredicate()))
                .toList();

        assertThat(lasting).extracting(Route::toString).contains("/api/v1/organizations POST");
        assertThat(lasting).allSatisfy(route -> assertThat(isKept(route)).as(route.toString()).isTrue());
    }

    /** What runs begin, do again, or no more is done in the person's name after the session, too. */
    @Test
    void whatChangesAutomationIsThePersons() {
        var changing = routes.stream()
                .filter(route -> WRITING.contains(route.method()) && !ASKING.matcher(route.path()).matches())
                .filter(route -> AUTOMATION.matcher(route.path()).matches()
                        || route.handler().getBeanType().getName().startsWith("dev.tenantry.automation."))
                .toList();

        assertThat(changing).extracting(Route::toString)
                .contains("/api/v1/workflows/{id} DELETE", "/api/v1/workflow-runs/{id}/retries POST",
                        "/api/v1/workflows/{workflowId}/runs POST", "/api/v1/organization/automation-pause PUT",
                        "/api/v1/webhook-events/{id}/replays POST");
        assertThat(changing).allSatisfy(route -> assertThat(isKept(route)).as(route.toString()).isTrue());
    }

    private static Stream<String> permissions(Route route) {
        var required = route.handler().getMethodAnnotation(RequiresPermission.class);
        return required == null ? Stream.of() : Stream.of(required.value());
    }

    private static long declarations(Route route) {
        return Stream.of(ImpersonationAllowed.class, NotImpersonated.class, StepUp.class)
                .filter(route.handler()::hasMethodAnnotation)
                .count();
    }

    private static boolean isKept(Route route) {
        return route.handler().hasMethodAnnotation(NotImpersonated.class)
                || route.handler().hasMethodAnnotation(StepUp.class);
    }
}
