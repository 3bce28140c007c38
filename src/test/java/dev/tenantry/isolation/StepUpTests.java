package dev.tenantry.isolation;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Every endpoint that a stolen session must not reach, as the routes declare. */
class StepUpTests extends ApiTest {

    private static final String CODE = "step-up-required";

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private List<Route> guarded = List.of();
    private Requests requests = new Requests(Requests.JSON.createObjectNode());

    @BeforeEach
    void routes() {
        guarded = Route.all(tables)
                .stream()
                .filter(route -> route.handler().hasMethodAnnotation(StepUp.class))
                .toList();
        requests = new Requests(OpenApiValidator.of("http://localhost:" + port()).document());
    }

    @Test
    void guardsWhatMatters() {
        assertThat(guarded).extracting(Route::toString)
                .contains("/api/v1/organization/members/{userId}/role PUT",
                        "/api/v1/organization/members/{userId} DELETE",
                        "/api/v1/organization PUT", "/api/v1/organization PATCH", "/api/v1/roles/{id} PUT",
                        "/api/v1/organization/members/{userId}/roles/{roleId} PUT", "/admin/signing-keys POST",
                        "/api/v1/profile/backup-codes PUT", "/api/v1/profile/trusted-devices/current PUT");
    }

    @Test
    void refusesSessionsWithoutTheSecondFactorThatTheirPersonHas() {
        var person = superAdmin();
        Authenticator.enrol(api, person);
        var lower = people.signIn(person.email());

        assertThat(guarded).allSatisfy(route -> {
            var answer = send(route, lower).expect(403);
            // Supabase's clients have a name of their own for it.
            assertThat(answer.at(route.path().startsWith("/auth/v1/") ? "/error_code" : "/code"))
                    .as(route + ": " + answer.text())
                    .isIn(CODE, "insufficient_aal");
        });
        assertThat(Tokens.claims(lower.accessToken()).at("/aal").asString()).isEqualTo("aal1");
    }

    @Test
    void letsThoseThroughThatUsedIt() {
        var raised = Authenticator.enrol(api, superAdmin()).person();

        assertThat(guarded).allSatisfy(route -> assertThat(code(send(route, raised))).as(route.toString())
                .isNotEqualTo(CODE));
    }

    @Test
    void asksNobodyForWhatTheyDoNotHave() {
        var person = superAdmin();

        assertThat(guarded).allSatisfy(route -> assertThat(code(send(route, person))).as(route.toString())
                .isNotEqualTo(CODE));
    }

    /** Of a refusal: what is answered otherwise may be any file. */
    private static String code(Answer answer) {
        return answer.status() < 400 ? "" : answer.at("/code");
    }

    private Person superAdmin() {
        var person = people.signUp();
        People.promote(person.userId());
        return people.signIn(person.email());
    }

    /** With nothing's ids, and a body that nothing can read. */
    private Answer send(Route route, Person person) {
        return new Listener(person.api(), requests, new LeakDetector(Tenant.somebody(), List.of()))
                .sendGarbage(route, route.fill(route::random));
    }
}
