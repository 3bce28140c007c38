package dev.tenantry.operations.logging;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What people entrust to the application is in none of its log lines, whatever goes wrong. */
class PersonalDataTests extends ApiTest {

    private static final String CONTACTS = "/api/v1/contacts";

    private final List<String> secrets = new ArrayList<>(List.of("PRIVATE KEY", "\"d\":", "bcrypt}",
            TestDatabase.passwordOf("tenantry_app"), TestDatabase.passwordOf("tenantry_auth"),
            TestDatabase.server().password()));

    @Test
    void isInNoLogLine() {
        try (var log = LoggedLines.capture(); var _ = new Breakdown()) {
            var ada = signIn();
            refuseTokens();
            refuseRecords(ada);
            breakDown(ada);
            importBadRows(ada);
            failSteps(ada, log);

            assertThat(log.lines()).as("failures are logged")
                    .anyMatch(line -> line.contains("POST /api/v1/contacts failed"))
                    .anyMatch(line -> line.contains("POST /auth/v1/signup failed"))
                    .anyMatch(line -> line.contains(" ERROR ") && line.contains(" [trace-7] "))
                    .anyMatch(line -> line.contains("SQLSTATE P0001"))
                    .anyMatch(line -> line.contains("at dev.tenantry."));
            assertThat(log.lines()).noneMatch(line -> line.contains("HHH"));
            for (var secret : secrets) {
                assertThat(log.lines()).as(secret).noneMatch(line -> line.contains(secret));
            }
        }
    }

    private Api signIn() {
        var email = personal("@example.test");
        var password = personal("");
        var signedUp = remember(signUp(email, password).expect(200));
        signUp(email, password);
        signUp(personal("@"), password);
        signUp(email, "short");
        api.post("/auth/v1/token?grant_type=password", credentials(email, personal(""))).expect(400);
        var refreshed = remember(refresh(signedUp.at("/refresh_token")).expect(200));
        var again = remember(refresh(refreshed.at("/refresh_token")).expect(200));
        refresh(signedUp.at("/refresh_token"));
        refresh(refreshed.at("/refresh_token"));
        refresh(again.at("/refresh_token"));
        refresh(personal(""));
        return api.bearer(remember(api.post("/auth/v1/token?grant_type=password", credentials(email, password))
                .expect(200)).at("/access_token"));
    }

    private void refuseTokens() {
        var token = remember(signUp(personal("@example.test"), personal("")).expect(200)).at("/access_token");
        var forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
        secrets.add(forged);
        api.bearer(forged).get(CONTACTS).expect(401);
        api.bearer(personal("")).get(CONTACTS).expect(401);
        api.bearer(token).get("/admin/users").expect(403);
    }

    private void refuseRecords(Api ada) {
        ada.post(CONTACTS, contact(personal(""), "not-an-address-" + personal(""), personal("+49"))).expect(422);
        ada.post(CONTACTS, "{\"name\":\"" + personal("")).expect(400);
        ada.post(CONTACTS, "{\"name\":\"x\",\"" + personal("") + "\":1}");
        ada.post(CONTACTS, "{\"name\":\"%s\",\"companyId\":987654321}".formatted(personal(""))).expect(422);
        ada.post(CONTACTS, "{\"name\":\"%s\\u0000\"}".formatted(personal("")));
        var external = "{\"name\":\"%s\",\"externalId\":\"%s\"}".formatted(personal(""), personal(""));
        ada.post(CONTACTS, external).expect(201);
        ada.post(CONTACTS, external).expect(409);
        var batch = """
                {"allOrNone":true,"inputs":[{"properties":{"name":"%s"}},{"properties":%s},{"properties":{"name":""}}]}""";
        ada.post(CONTACTS + "/batch/create", batch.formatted(personal(""), external));
        ada.with("Idempotency-Key", personal(""))
                .post(CONTACTS, "{\"name\":\"%s\"}".formatted(personal("")))
                .expect(201);
        ada.get(CONTACTS + "?filter=email%5Beq%5D:%22" + personal("") + "%22,nonsense%5Beq%5D:1").expect(400);
        ada.with("If-Match", "\"" + personal("") + "\"").patch(CONTACTS + "/1", "{}");
    }

    private void breakDown(Api ada) {
        ada.with("X-Request-Id", "trace-7")
                .post(CONTACTS, contact(Breakdown.WORD + personal(""), personal("") + "@example.test", personal("+49")))
                .expect(500);
        signUp(Breakdown.WORD + personal("@example.test"), personal("")).expect(500);
    }

    private void importBadRows(Api ada) {
        var boundary = UUID.randomUUID().toString();
        var csv = "name,email,phone\n%s,%s@example.test,1\n%s,not-an-address-%s,2\n%s,%s@example.test,%s\n".formatted(
                personal(""), personal(""), personal(""), personal(""), Breakdown.WORD + personal(""), personal(""),
                personal("+49"));
        var body = """
                --%1$s\r
                Content-Disposition: form-data; name="target"\r
                \r
                contacts\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%2$s.csv"\r
                Content-Type: text/csv\r
                \r
                %3$s\r
                --%1$s--\r
                """.formatted(boundary, personal(""), csv);
        var uploaded = ada.send("POST", "/api/v1/imports", BodyPublishers.ofString(body),
                "multipart/form-data; boundary=" + boundary).expect(201);
        var job = "/api/v1/imports/" + uploaded.id();
        ada.put(job + "/mapping", uploaded.json().at("/suggestedMapping").toString()).expect(200);
        ada.send("PUT", job + "/run", null).expect(202);
        Workflows.await(() -> ada.get(job).at("/state").equals("completed"), "the import does not end");
    }

    private void failSteps(Api ada, LoggedLines log) {
        secrets.add(ada.get("/api/v1/webhook-secret").expect(200).at("/secret"));
        var contact = ada.post(CONTACTS, contact(personal(""), personal("") + "@example.test", "1")).expect(201);
        var workflows = Workflows.of(ada);
        var unreachable = workflows.manual("""
                [{"type":"webhook","config":{"url":"http://localhost:1/%s","payload":{"who":"%s"}}}]"""
                .formatted(personal(""), personal("")));
        var mail = workflows.manual("""
                [{"type":"send_email","config":{"to":["%s@example.test"],"subject":"%s","text":"%s"}}]"""
                .formatted(personal(""), personal(""), personal("")));
        var update = workflows.manual("""
                [{"type":"update_contact","config":{"fields":{"name":"%s"}}}]"""
                .formatted(Breakdown.WORD + personal("")));
        for (var workflow : List.of(unreachable, mail, update)) {
            workflows.start(workflow, "{\"contactId\":\"%s\",\"note\":\"%s\"}".formatted(contact.id(), personal("")));
        }
        Workflows.await(() -> log.lines().stream().anyMatch(line -> line.contains("run ") && line.contains(" failed")),
                "no failure of a step is logged");
    }

    private Answer signUp(String email, String password) {
        return api.post("/auth/v1/signup", credentials(email, password));
    }

    private Answer refresh(String token) {
        return api.post("/auth/v1/token?grant_type=refresh_token", "{\"refresh_token\":\"%s\"}".formatted(token));
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private static String contact(String name, String email, String phone) {
        return "{\"name\":\"%s\",\"email\":\"%s\",\"phone\":\"%s\"}".formatted(name, email, phone);
    }

    /** Something that only this test says, and that nobody may find in a log. */
    private String personal(String around) {
        var value = Objects.requireNonNull(UUID.randomUUID().toString().replace("-", "").substring(0, 16));
        secrets.add(value);
        return around.startsWith("+") ? around + value : value + around;
    }

    private Answer remember(Answer session) {
        secrets.add(session.at("/access_token"));
        secrets.add(session.at("/refresh_token"));
        return session;
    }
}
