package dev.tenantry.notification.consent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Addresses that are not written to, and what people have consented to, as the API keeps them. */
class SuppressionTests extends ApiTest {

    private static final String SUPPRESSIONS = "/api/v1/suppressions";
    private static final String CONSENTS = "/api/v1/consents";

    @SuppressWarnings("NullAway.Init")
    private Person person;
    @SuppressWarnings("NullAway.Init")
    private Api caller;

    @BeforeEach
    void somebody() {
        person = people.signUp();
        caller = person.api();
    }

    @Test
    void areKeptWithWhoAndWhyAndAudited() {
        var made = caller
                .post(SUPPRESSIONS,
                        """
                {"channel":"email","address":"Otto@Example.test","reason":"bounced","scope":"marketing","note":"full"}""")
                .expect(201);
        var plain = caller.post(SUPPRESSIONS, "{\"channel\":\"sms\",\"address\":\"+49 151 2345678\"}").expect(201);

        var shown = caller.get(SUPPRESSIONS + "/" + made.id()).expect(200);
        assertThat(shown.at("/address")).isEqualTo("Otto@Example.test");
        assertThat(shown.at("/createdBy")).isEqualTo(person.userId().toString());
        assertThat(shown.at("/reason") + shown.at("/scope") + shown.at("/note")).isEqualTo("bouncedmarketingfull");
        assertThat(plain.at("/reason") + plain.at("/scope")).isEqualTo("manualall");
        assertThat(caller.get("/api/v1/audit-logs?filter=actionType[eq]:suppression.created").json().path("results"))
                .hasSize(2);

        caller.delete(SUPPRESSIONS + "/" + made.id()).expect(204);

        caller.get(SUPPRESSIONS + "/" + made.id()).expect(404);
        assertThat(caller.get("/api/v1/audit-logs?filter=actionType[eq]:suppression.purged").json().path("results"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"email,otto@bücher.example,OTTO@xn--bcher-kva.example", "sms,+49 (0)151 12345678,0049-151-12345678",
        "whatsapp,+49 151 12345678,+4915112345678"})
    void areOneInEverySpelling(String channel, String written, String otherwise) {
        caller.post(SUPPRESSIONS, suppression(channel, written)).expect(201);

        var again = caller.post(SUPPRESSIONS, suppression(channel, otherwise)).expect(409);
        var found = caller
                .get(SUPPRESSIONS + "?filter=address[eq]:%22" + URLEncoder.encode(otherwise, StandardCharsets.UTF_8)
                        + "%22")
                .expect(200);

        assertThat(again.at("/code") + again.at("/errors/0/field")).isEqualTo("duplicateaddress");
        assertThat(found.at("/results/0/address")).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"email,nobody,invalid-email", "email,+4915112345678,invalid-email", "sms,0151 12345678,invalid-phone",
        "whatsapp,otto@example.test,invalid-phone"})
    void areOfTheirChannel(String channel, String address, String code) {
        for (var request : new String[][]{{SUPPRESSIONS, suppression(channel, address)},
            {CONSENTS, consent(channel, address, "granted")}}) {
            var refused = caller.post(request[0], request[1]).expect(422);

            assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).isEqualTo("address " + code);
        }
    }

    @Test
    void comeInBatches() {
        var answer = caller.post(SUPPRESSIONS + "/batch/create", """
                {"inputs":[{"properties":{"channel":"email","address":"one@example.test"}},
                 {"properties":{"channel":"email","address":"ONE@example.test"},"traceId":"again"},
                 {"properties":{"channel":"email","address":"no"}},
                 {"properties":{"channel":"sms","address":"+4915112345678","reason":"complained"}}]}""").expect(207);

        assertThat(answer.json().path("results").valueStream().map(one -> one.path("status").asString()))
                .containsExactly("done", "refused", "refused", "done");
        assertThat(answer.at("/errors/0/traceId") + answer.at("/errors/0/code")).isEqualTo("againduplicate");
        assertThat(answer.at("/errors/1/errors/0/field")).isEqualTo("inputs[2].properties.address");
        assertThat(caller.get(SUPPRESSIONS).json().path("results")).hasSize(2);
    }

    @Test
    void comeInBatchesOfAllOrNone() {
        caller.post(CONSENTS + "/batch/create", """
                {"allOrNone":true,"inputs":[{"properties":%s},{"properties":%s}]}"""
                .formatted(consent("email", "one@example.test", "granted"), consent("email", "no", "granted")))
                .expect(207);
        caller.post(CONSENTS + "/batch/create", "{\"inputs\":[{\"properties\":%s},{\"properties\":%s}]}"
                .formatted(consent("email", "one@example.test", "granted"),
                        consent("sms", "+49 151 2345678", "withdrawn")))
                .expect(200);

        assertThat(caller.get(CONSENTS).json().path("results")).hasSize(2);
    }

    @Test
    void ofConsentsAreNeitherChangedNorDeleted() {
        var granted = caller.post(CONSENTS, """
                {"channel":"email","address":"otto@example.test","status":"granted","text":"Yes, write to me",
                 "source":"shop","decidedAt":"2026-01-02T03:04:05Z"}""").expect(201);
        var place = CONSENTS + "/" + granted.id();

        var shown = caller.get(place).expect(200);
        assertThat(shown.at("/purpose") + shown.at("/text") + shown.at("/source") + shown.at("/decidedAt"))
                .isEqualTo("marketingYes, write to meshop2026-01-02T03:04:05Z");
        assertThat(shown.at("/createdBy")).isEqualTo(person.userId().toString());
        assertThat(caller.delete(place).status()).isEqualTo(405);
        assertThat(caller.patch(place, "{\"status\":\"withdrawn\"}").status()).isEqualTo(405);
        assertThat(caller
                .post(CONSENTS,
                        """
                {"channel":"email","address":"otto@example.test","status":"granted","decidedAt":"2999-01-02T03:04:05Z"}""")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("decidedAt");
        assertThat(caller.post(CONSENTS, """
                {"channel":"email","address":"otto@example.test","status":"granted","text":"%s"}"""
                .formatted("x".repeat(4_001))).expect(422).at("/errors/0/field")).isEqualTo("text");
    }

    @Test
    void areTheOrganizationsAndForWhoMay() {
        var made = caller.post(SUPPRESSIONS, suppression("email", "otto@example.test")).expect(201).id();
        var stranger = people.signUp().api();
        var viewer = people.signUpInto(person, "viewer").api();

        stranger.post(SUPPRESSIONS, suppression("email", "otto@example.test")).expect(201);
        assertThat(stranger.get(SUPPRESSIONS + "/" + made).status()).isEqualTo(404);
        assertThat(stranger.delete(SUPPRESSIONS + "/" + made).status()).isEqualTo(404);
        viewer.get(SUPPRESSIONS + "/" + made).expect(200);
        assertThat(viewer.delete(SUPPRESSIONS + "/" + made).status()).isEqualTo(403);
        assertThat(viewer.post(CONSENTS, consent("email", "otto@example.test", "granted")).status()).isEqualTo(403);
        assertThat(caller.get(SUPPRESSIONS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    private static String suppression(String channel, String address) {
        return "{\"channel\":\"%s\",\"address\":\"%s\"}".formatted(channel, address);
    }

    private static String consent(String channel, String address, String status) {
        return "{\"channel\":\"%s\",\"address\":\"%s\",\"status\":\"%s\"}".formatted(channel, address, status);
    }
}
