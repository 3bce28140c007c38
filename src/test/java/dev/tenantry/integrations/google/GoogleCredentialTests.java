package dev.tenantry.integrations.google;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation.Request;
import dev.tenantry.integrations.OtherSide.Said;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Members connect their accounts at Google, and ask its calendar with them. */
class GoogleCredentialTests extends ApiTest {

    private static final String PATH = "/api/v1/google-credentials";
    private static final String BACK = "https://app.example/google/done";
    private static final Request LIST = new Request("GET", "/users/me/calendarList", null);

    @Autowired
    private Integrations integrations;

    private final Google google = new Google();
    private Person owner;
    private Person member;
    private String integration = "";

    @BeforeEach
    void connect() {
        owner = people.signUp();
        member = people.signUpInto(owner, "member");
        integration = integration(Google.SECRET);
        owner.api().put("/api/v1/integrations/" + integration + "/connection", "").expect(200);
    }

    @AfterEach
    void close() {
        google.close();
    }

    @Test
    void isConnectedHoweverLongGooglesWordHolds() {
        google.expires = Long.MAX_VALUE;
        var begun = begin(member.api());

        var connected = handIn(member.api(), begun.at("/state"), google.consent(begun.at("/url")));

        assertThat(connected.at("/status")).isEqualTo("connected");
    }

    @Test
    void isConnectedByItsMemberAndAskedInTheMembersNameAlone() {
        var begun = begin(member.api());
        var connected = handIn(member.api(), begun.at("/state"), google.consent(begun.at("/url")));

        assertThat(connected.at("/status") + " " + connected.at("/email")).isEqualTo("connected ada@gmail.example");
        assertThat(connected.id()).isEqualTo(begun.at("/credentialId"));
        assertThat(ask(member).result().at("/items/0/id").asString()).isEqualTo("primary");
        assertThat(ask(owner).error()).contains("has connected no account at Google");
        assertThat(owner.api().get(PATH).json().at("/results")).isEmpty();
        owner.api().get(PATH + "/" + connected.id()).expect(404);
        owner.api().delete(PATH + "/" + connected.id()).expect(404);
        assertThat(owner.api().get("/api/v1/integrations/" + integration).at("/status")).isEqualTo("connected");
    }

    /** A link that somebody else has begun is answered by nobody but its author; and each answer is taken once. */
    @Test
    void takesAnAnswerOnceAndOfWhoeverHasAsked() {
        var begun = begin(member.api());
        var code = google.consent(begun.at("/url"));
        var body = "{\"state\":\"%s\",\"code\":\"%s\"}".formatted(begun.at("/state"), code);

        var others = owner.api().post(PATH, body).expect(422);
        handIn(member.api(), begun.at("/state"), code);
        var again = member.api().post(PATH, body).expect(422);

        assertThat(others.at("/errors/0/field") + again.at("/errors/0/field")).isEqualTo("statestate");
        assertThat(google.consents()).isOne();
    }

    @Test
    void anEarlierQuestionIsAnsweredNoMore() {
        var earlier = begin(member.api());
        var later = begin(member.api());

        member.api().post(PATH, "{\"state\":\"%s\",\"code\":\"x\"}".formatted(earlier.at("/state"))).expect(422);

        assertThat(later.at("/credentialId")).isEqualTo(earlier.at("/credentialId"));
        handIn(member.api(), later.at("/state"), google.consent(later.at("/url")));
    }

    @Test
    void expiresWithItsQuestion() throws SQLException {
        var begun = begin(member.api());
        superuser("update google_credentials set state_expires_at = now() where id = '" + begun.at("/credentialId")
                + "'");

        var refused = member.api()
                .post(PATH, "{\"state\":\"%s\",\"code\":\"%s\"}".formatted(begun.at("/state"),
                        google.consent(begun.at("/url"))))
                .expect(422);

        assertThat(refused.text()).contains("expired");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"integrationId\":\"ID\",\"redirectUri\":\"https://evil.example\"} | redirectUri | none of the integration's",
        "{\"integrationId\":\"0197a2f0-0000-7000-8000-000000000000\",\"redirectUri\":\"https://app.example/google/done\"} | integrationId | no connected integration",
        "{\"redirectUri\":\"https://app.example/google/done\"} | integrationId | null",
        "{\"integrationId\":\"ID\"} | redirectUri | blank"})
    void sendsNobodyElsewhere(String body, String field, String reason) {
        var refused = member.api().post(PATH + "/authorizations", body.replace("ID", integration)).expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.text()).contains(reason);
    }

    @Test
    void refusesACodeThatGoogleDoesNotTakeAndAConsentWithoutTheCalendar() {
        var first = begin(member.api());
        var code = member.api()
                .post(PATH, "{\"state\":\"%s\",\"code\":\"forged\"}".formatted(first.at("/state")))
                .expect(422);
        google.granted = "openid email";
        var second = begin(member.api());
        var scope = member.api()
                .post(PATH, "{\"state\":\"%s\",\"code\":\"%s\"}".formatted(second.at("/state"),
                        google.consent(second.at("/url"))))
                .expect(422);

        assertThat(code.at("/errors/0/code") + " " + scope.at("/errors/0/code")).isEqualTo("refused not-granted");
        assertThat(google.consents()).isZero();
        assertThat(member.api().get(PATH).at("/results/0/status")).isEqualTo("pending");
    }

    /** Whatever the member does at once, one token is had. */
    @Test
    void hasATokenOnceForManyThatNeedOne() throws SQLException {
        connectMember();
        superuser("update google_credentials set access_token_expires_at = now()");
        google.refreshes.set(0);

        try (var threads = Executors.newFixedThreadPool(50)) {
            var asking = IntStream.range(0, 50)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> ask(member), threads))
                    .toList();
            assertThat(asking).allSatisfy(one -> assertThat(one.join().error()).isNull());
        }

        assertThat(google.refreshes).hasValue(1);
    }

    @Test
    void hasATokenAnewThatHasEndedBeforeItsTime() {
        connectMember();
        google.endAccessTokens();

        assertThat(ask(member).error()).isNull();
        assertThat(google.refreshes.get()).isGreaterThan(0);
    }

    @Test
    void saysWhereTheConsentHasEnded() throws SQLException {
        var id = connectMember();
        google.endConsents();
        superuser("update google_credentials set access_token_expires_at = now()");

        var first = ask(member);
        var second = ask(member);

        assertThat(first.error()).contains("expired or revoked");
        assertThat(first.permanent()).isTrue();
        assertThat(second.error()).contains("the consent has ended");
        var shown = member.api().get(PATH + "/" + id);
        assertThat(shown.at("/status") + ": " + shown.at("/lastError")).startsWith("expired: Google answers 400");
        connectMember();
        assertThat(ask(member).error()).isNull();
    }

    /** What Google says of one member's calendar says nothing of the organization's integration. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403 | {\"error\":{\"code\":403,\"message\":\"Rate Limit Exceeded\",\"errors\":[{\"reason\":\"rateLimitExceeded\"}]}} | false",
        "403 | {\"error\":{\"code\":403,\"message\":\"Forbidden\",\"errors\":[{\"reason\":\"forbidden\"}]}} | true",
        "410 | {\"error\":{\"code\":410,\"message\":\"Sync token is no longer valid\"}} | true",
        "503 | {} | false"})
    void tellsWhatIsWorthAnotherAttempt(int status, String body, boolean permanent) {
        connectMember();
        google.calendar = new Said(status, body);

        var answer = ask(member);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.permanent()).isEqualTo(permanent);
        if (permanent) {
            assertThat(owner.api().get("/api/v1/integrations/" + integration).at("/status")).isEqualTo("connected");
        }
    }

    @Test
    void endsTheConsentAtGoogleWhereItIsDisconnected() {
        var id = connectMember();

        member.api().delete(PATH + "/" + id).expect(204);

        assertThat(google.consents()).isZero();
        member.api().get(PATH + "/" + id).expect(404);
        assertThat(ask(member).error()).contains("no account");
    }

    /** Whatever an administrator makes of the integration: what members have consented to goes where it went then. */
    @Test
    void goesNowhereElse() {
        var id = connectMember();
        var asked = begin(owner.api());
        var code = google.consent(asked.at("/url"));
        try (var other = new Google()) {
            owner.api()
                    .patch("/api/v1/integrations/" + integration,
                            "{\"configuration\":%s,\"credentials\":{\"clientSecret\":\"%s\"}}"
                                    .formatted(other.configuration(BACK), Google.SECRET))
                    .expect(200);
            owner.api().put("/api/v1/integrations/" + integration + "/connection", "").expect(200);

            assertThat(ask(member).error()).contains("goes elsewhere since then");
            assertThat(owner.api()
                    .post(PATH, "{\"state\":\"%s\",\"code\":\"%s\"}".formatted(asked.at("/state"), code))
                    .expect(422)
                    .at("/errors/0/code")).isEqualTo("outdated");
            member.api().delete(PATH + "/" + id).expect(204);
            assertThat(other.server.asked())
                    .noneMatch(sent -> sent.path().startsWith("/revoke") || sent.body().contains("code="));
        }
    }

    @ParameterizedTest
    @CsvSource({"authorizationUrl, https://a b/", "authorizationUrl, https://x.example/{a}",
        "authorizationUrl, 'javascript:alert(1)//'", "authorizationUrl, 'data:text/html,x'",
        "authorizationUrl, https://x.example/?client_id=evil", "authorizationUrl, https://x.example/a#b",
        "tokenUrl, ftp://x.example/", "revocationUrl, https://u:p@x.example/", "baseUrl, https:///calendar"})
    void isAskedAtAddressesThatCanBe(String name, String url) {
        var refused = owner.api()
                .post("/api/v1/integrations", """
                        {"name":"Calendars","provider":"google","configuration":{"clientId":"c","redirectUris":["%s"],"%s":"%s"},
                         "credentials":{"clientSecret":"hush"}}""".formatted(BACK, name, url))
                .expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("configuration." + name);
    }

    @Test
    void isForgottenEvenIfGoogleIsNotToBeReached() {
        var id = connectMember();
        google.close();

        member.api().delete(PATH + "/" + id).expect(204);
    }

    @Test
    void goesWithTheMember() throws SQLException {
        connectMember();

        owner.api().delete("/api/v1/organization/members/" + member.userId()).expect(204);

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var query = connection.createStatement();
                var rows = query.executeQuery(
                        "select count(*) from google_credentials where user_id = '" + member.userId() + "'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void isNotConnectedWhereGoogleDoesNotKnowTheClient() {
        var other = integration("wrong");

        var refused = owner.api().put("/api/v1/integrations/" + other + "/connection", "").expect(409);

        assertThat(refused.text()).contains("The OAuth client was not found.").doesNotContain("wrong");
    }

    private String connectMember() {
        var begun = begin(member.api());
        return handIn(member.api(), begun.at("/state"), google.consent(begun.at("/url"))).id();
    }

    private dev.tenantry.support.Answer begin(Api api) {
        return api
                .post(PATH + "/authorizations",
                        "{\"integrationId\":\"%s\",\"redirectUri\":\"%s\"}".formatted(integration, BACK))
                .expect(201);
    }

    private static dev.tenantry.support.Answer handIn(Api api, String state, String code) {
        return api.post(PATH, "{\"state\":\"%s\",\"code\":\"%s\"}".formatted(state, code)).expect(201);
    }

    private Answer ask(Person person) {
        return new TenantContext(owner.organizationId(), person.userId())
                .call(() -> integrations.ask(UUID.fromString(integration), LIST, null, Duration.ofSeconds(10)));
    }

    private String integration(String secret) {
        return owner.api()
                .post("/api/v1/integrations",
                        """
                        {"name":"Calendars","provider":"google","configuration":%s,"credentials":{"clientSecret":"%s"}}"""
                                .formatted(google.configuration(BACK), secret))
                .expect(201)
                .id();
    }

    private static void superuser(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
