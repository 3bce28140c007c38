package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies that the container would read by itself, sent to every endpoint: only those that declare them get them. */
class BodyKindTests extends ApiTest {

    private static final String PARTS = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n";

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private List<Route> routes = List.of();

    @BeforeEach
    void routes() {
        routes = Route.all(tables)
                .stream()
                .filter(route -> !List.of("GET", "HEAD").contains(route.method()))
                .toList();
    }

    @Test
    void refusesPartsOfStrangersEverywhere() {
        assertThat(unrefused("multipart/form-data; boundary=b", PARTS, null, List.of(401, 415)))
                .as("it leaves them unread")
                .containsExactly("/digest-endings POST", "/unsubscribe POST");
        assertThat(unrefused("Multipart/Mixed; boundary=b", PARTS, null, List.of(401, 415)))
                .containsExactly("/digest-endings POST", "/unsubscribe POST");
    }

    @Test
    void refusesPartsWhereNoEndpointDeclaresThem() {
        var token = people.signUp().accessToken();

        assertThat(unrefused("multipart/form-data; boundary=b", PARTS, token, List.of(415)))
                .containsExactly("/api/v1/imports POST", "/digest-endings POST", "/unsubscribe POST");
    }

    @Test
    void refusesFormsWhereNoEndpointDeclaresThem() {
        assertThat(unrefused(MediaType.APPLICATION_FORM_URLENCODED_VALUE, "a=b", null, List.of(401, 415)))
                .containsExactly("/approvals POST", "/auth/v1/callback POST", "/auth/v1/sso/saml/acs POST",
                        "/auth/v1/verify/confirmation POST", "/book/{link} POST", "/bookings/{link} POST",
                        "/digest-endings POST",
                        "/f/{token} POST",
                        "/form-confirmations POST", "/hooks/{token} POST", "/quotes POST",
                        "/unsubscribe POST");
    }

    @Test
    void refusesFormsThatAreNotText() {
        for (var form : List.of("code=%00", "code=%FF", "code=%ED%A0%80", "%00=x", "a=b&".repeat(300))) {
            assertThat(send("POST", "/auth/v1/callback", MediaType.APPLICATION_FORM_URLENCODED_VALUE, form, null))
                    .as(form)
                    .isBetween(400, 413);
        }
        assertThat(send("POST", "/auth/v1/callback", "application/x-www-form-urlencoded; charset=UTF-16", "a=b", null))
                .isEqualTo(415);
    }

    @Test
    void readsNoBodyWhereNoneBelongsOrThatIsCoded() {
        assertThat(send("GET", "/problems", "application/json", "{}", null)).isEqualTo(400);
        assertThat(send("POST", "/auth/v1/signup", "application/json; charset=UTF-16", "{}", null)).isEqualTo(415);
        assertThat(send("POST", "/auth/v1/signup", "application/json\r\nContent-Encoding: gzip", "{}", null))
                .isEqualTo(415);
    }

    private List<String> unrefused(String type, String body, @Nullable String token, List<Integer> refusals) {
        var unrefused = new ArrayList<String>();
        for (var route : routes) {
            if (!refusals.contains(send(route.method(), route.fill(route::random), type, body, token))) {
                unrefused.add(route.toString());
            }
        }
        return unrefused;
    }

    private int send(String method, String path, String type, String body, @Nullable String token) {
        var answer = RawHttp.send(port(),
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                        + (token == null ? "" : "\r\nAuthorization: Bearer " + token) + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
        return Integer.parseInt(answer.split(" ")[1]);
    }
}
