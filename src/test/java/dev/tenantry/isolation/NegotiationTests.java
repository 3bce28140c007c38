package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

/** What a request says of its body and of the answer, sent to every endpoint: it is refused before anything is done. */
class NegotiationTests extends ApiTest {

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "text/*;q=1", "application/*+json", "*", "json", "a/b/c", "a;b/c",
        "application/json;charset=none-such", "application/json;charset=", "application/json;charset=UTF-16",
        "application/json;a=\"", "application/json, application/xml"})
    void refusesAContentTypeThatIsNone(String type) {
        var token = people.signUp().accessToken();

        for (var request : List.of("POST /auth/v1/signup", "POST /auth/v1/nothing", "POST /api/v1/companies",
                "PUT /api/v1/profile", "DELETE /api/v1/companies/1", "POST /api/v1/imports", "GET /api/v1/companies",
                "GET /docs")) {
            assertThat(send(request, "Content-Type: " + type, token)).as(request).startsWith("HTTP/1.1 415");
        }
    }

    @Test
    void refusesAChangeWhoseAnswerIsNotAcceptedBeforeItIsMade() {
        var admin = people.signUp();
        People.promote(admin.userId());
        var unrefused = new ArrayList<String>();
        for (var route : Route.all(tables)) {
            if (!route.method().equals("GET") && route.isOurs() && !route.isErrorPage() && answers(route)) {
                var answer = send(route.method() + " " + route.fill(route::random),
                        "Content-Type: application/json\r\nAccept: text/html, image/png", admin.accessToken());
                if (!List.of("401", "403", "406").contains(answer.split(" ")[1])) {
                    unrefused.add(route + " " + answer.lines().findFirst());
                }
            }
        }

        assertThat(unrefused).containsExactly("/api/v1/event-replies POST Optional[HTTP/1.1 415 ]",
                "/api/v1/events/import POST Optional[HTTP/1.1 415 ]", "/api/v1/imports POST Optional[HTTP/1.1 415 ]",
                "/approvals POST Optional[HTTP/1.1 415 ]", "/book/{link} POST Optional[HTTP/1.1 415 ]",
                "/bookings/{link} POST Optional[HTTP/1.1 415 ]", "/digest-endings POST Optional[HTTP/1.1 404 ]",
                "/f/{token} POST Optional[HTTP/1.1 415 ]",
                "/form-confirmations POST Optional[HTTP/1.1 415 ]", "/quotes POST Optional[HTTP/1.1 415 ]",
                "/unsubscribe POST Optional[HTTP/1.1 404 ]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "text/html", "application/xml;q=0.5", "none",
        "application/json;charset=UTF-16",
        "application/json;charset=ISO-8859-1, */*"})
    void doesNotCreateWhatItCannotAnswer(String accept) {
        var person = people.signUp();

        var refused = person.api().with("Accept", accept).post("/api/v1/companies", "{\"name\":\"Unasked\"}");

        assertThat(refused.expect(406).at("/code")).isEqualTo("not-acceptable");
        assertThat(person.api().get("/api/v1/companies").text()).doesNotContain("Unasked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/json;q=0.1, text/html",
        "application/json;charset=UTF-8",
        "image/png, */*;q=0.1"})
    void createsWhatItCanAnswer(String accept) {
        people.signUp().api().with("Accept", accept).post("/api/v1/companies", "{\"name\":\"Asked\"}").expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer x", "Content-Type: text/plain", "Idempotency-Key: b", "apikey: b",
        "Content-Encoding: gzip", "X-Device-Token: b"})
    void refusesASecondValueWhereOneIsMeant(String second) {
        var name = second.split(":")[0];
        var first = List.of("Authorization", "Content-Type").contains(name) ? "" : name + ": a\r\n";

        var answer = send("POST /api/v1/companies", first + second + "\r\nContent-Type: application/json",
                people.signUp().accessToken());

        assertThat(answer).startsWith("HTTP/1.1 400").contains("it may be given once").contains(name);
    }

    @Test
    void changesNothingThatIfNoneMatchNames() {
        var person = people.signUp();
        var made = person.api().post("/api/v1/companies", "{\"name\":\"Known\"}").expect(201);
        var company = "/api/v1/companies/" + made.at("/id");
        var etag = made.header("ETag");

        for (var tag : List.of("*", etag, "W/" + etag, "\"0-x\", " + etag)) {
            var refused = person.api().with("If-None-Match", tag).patch(company, "{\"name\":\"Changed\"}");
            assertThat(refused.expect(412).header("ETag")).isEqualTo(etag);
        }
        person.api().with("If-None-Match", "\"0-x\"").patch(company, "{\"name\":\"Changed\"}").expect(200);
    }

    private static boolean answers(Route route) {
        var type = ResolvableType.forMethodReturnType(route.handler().getMethod());
        var body = type.toClass() == ResponseEntity.class ? type.getGeneric(0).toClass() : type.toClass();
        return body != void.class && body != Void.class;
    }

    private String send(String request, String headers, String token) {
        return RawHttp.send(port(),
                request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + token + "\r\n" + headers + "\r\n"
                        + (request.startsWith("GET") ? "\r\n" : "Content-Length: 2\r\n\r\n{}"));
    }
}
