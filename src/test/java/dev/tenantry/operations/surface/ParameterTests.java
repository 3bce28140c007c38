package dev.tenantry.operations.surface;

import java.util.List;

import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tenantry.operations.surface.Routes.Route;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** Query parameters, of every endpoint from the route table. */
class ParameterTests extends ApiTest {

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void areRefusedByNameWhereTheyAreUnknown() {
        var admin = people.signUp();
        People.promote(admin.userId());
        var softly = new SoftAssertions();
        var refusals = 0;
        for (var route : new Routes(requestMappingHandlerMapping).all()) {
            if (route.path().matches("/(api/v1|admin)/\\w.*")) {
                var answer = admin.api().send(route.method(), route.path() + "?dryRun=true", body(route));
                if (answer.status() == 400) {
                    softly.assertThat(answer.at("/code")).as("%s", route).isEqualTo("unknown-parameter");
                    softly.assertThat(answer.at("/errors/0/field")).as("%s", route).isEqualTo("dryRun");
                    refusals++;
                } else {
                    softly.assertThat(answer.status()).as("%s", route).isIn(403, 404, 405, 415);
                }
            }
        }
        softly.assertAll();
        assertThat(refusals).isGreaterThan(200);
    }

    /** Read as any of the types that bodies come in but files. */
    private static @Nullable String body(Route route) {
        return route.method().equals("GET") ? null : "{}";
    }

    @Test
    void thatCannotBeReadAreTakenByAPageWhereOneIsAskedFor() {
        var anybody = Api.at(port());
        var reader = anybody.with("Accept", "text/html,*/*;q=0.8").with("Accept-Language", "de");
        for (var path : new String[]{"/book/x?zone=%FF", "/bookings/x?from=%C3%28", "/form-confirmations?token=%FF",
            "/unsubscribe?token=%FF", "/quotes?token=%FF", "/digest-endings?token=%FF"}) {
            var page = reader.get(path).expect(400);
            assertThat(page.header("Content-Type")).as(path).isEqualTo("text/html;charset=UTF-8");
            assertThat(page.text()).contains("<html lang=\"de\"", "Das kann nicht gelesen werden");
            assertThat(anybody.get(path).expect(400).header("Content-Type")).startsWith("application/problem+json");
        }
    }

    /** What is merely like one is none. */
    @Test
    void areNumbersAndIdsAsTheyAreTold() {
        var person = people.signUp();
        var id = person.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201).id();
        var organization = person.organizationId();

        person.api().get("/api/v1/contacts/" + id).expect(200);
        person.api().get("/api/v1/organizations/" + organization).expect(200);
        for (var like : List.of(id + "%20", "%20" + id, "%2B" + id, "0x" + Long.toHexString(Long.parseLong(id)))) {
            assertThat(person.api().get("/api/v1/contacts/" + like).status()).as(like).isEqualTo(404);
        }
        person.api().get("/api/v1/organizations/" + organization + "%20").expect(404);
        person.api().get("/api/v1/contacts?limit=1%20").expect(400);
    }

    @Test
    void areRefusedWhereOneValueIsGivenTwice() {
        var person = people.signUp();

        var answer = person.api().get("/api/v1/contacts?limit=1&limit=200").expect(400);

        assertThat(answer.at("/errors/0/field")).isEqualTo("limit");
    }

    @Test
    void areNotTakenForOnesOfAnotherValue() {
        var person = people.signUp();
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();

        person.api().delete("/api/v1/contacts/" + contact + "?permanent=yes").expect(400);

        person.api().get("/api/v1/contacts/" + contact).expect(200);
    }
}
